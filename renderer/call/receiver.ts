/** What this machine receives: a consumer for every producer of the others. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Consumer, Transport } from 'mediasoup-client/types';
import type { ConsumerInfo, ProducerInfo } from '../../sfu/protocol/model.ts';
import type { Playback } from '../media/audio-playback.ts';
import type { AnyNotification, Signalling } from '../signalling/signalling.ts';
import type { VideoMode } from '../state/picture-wish.ts';
import type { AwaitFrame } from './first-frame.ts';
import { Healing } from './healing.ts';
import type { Qualities } from './qualities.ts';
import { type Picture, Reception } from './reception.ts';
import { clientParameters } from './rtp-types.ts';
import { Viewing } from './viewing.ts';
import type { Views } from './views.ts';

/** How many ids one request may name; see `requestSchemas`. */
const idsPerRequest = 200;

export interface ReceiverSurroundings {
  transport: Transport;
  signalling: Pick<Signalling, 'request'>;
  playback: Playback;
  awaitFrame: AwaitFrame;
  views: Views;
  videoMode: ReadonlySignal<VideoMode>;
  failed: (error: unknown) => void;
}

export class Receiver {
  readonly #receptions = signal<ReadonlyMap<string, Reception>>(new Map());
  /** What can be drawn, by producerId. */
  readonly pictures: ReadonlySignal<ReadonlyMap<string, Picture>> = computed(() => {
    const receptions = [...this.#receptions.value];
    return new Map(receptions.map(([id, reception]) => [id, reception.picture.value]));
  });
  readonly #surroundings: ReceiverSurroundings;
  readonly #viewing: Viewing;
  readonly #healing: Healing;
  #asking: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(surroundings: ReceiverSurroundings) {
    this.#surroundings = surroundings;
    this.#viewing = new Viewing(surroundings);
    this.#healing = new Healing({
      ...surroundings,
      expects: (consumerId) => this.#expects(consumerId),
      renewed: (info) => void this.#renew(info),
    });
  }

  /** How good what is received is, and why. */
  get qualities(): ReadonlySignal<Qualities> {
    return this.#viewing.qualities;
  }

  hear(notification: AnyNotification): void {
    this.#viewing.hear(notification);
    this.#healing.hear(notification);
  }

  /**
   * Receives exactly these producers from now on. For those it has no consumer of, one is asked
   * for; `offered` are the consumers that the server has made without being asked. Resolves when
   * those have been set going.
   */
  follow(producers: readonly ProducerInfo[], offered: readonly ConsumerInfo[] = []): Promise<void> {
    const before = this.#receptions.value;
    const after = new Map<string, Reception>();
    const { playback, awaitFrame } = this.#surroundings;
    const fresh: string[] = [];
    for (const { producerId, paused } of producers) {
      const known = before.get(producerId);
      const reception = known ?? new Reception(playback, awaitFrame);
      reception.setPaused(paused);
      after.set(producerId, reception);
      if (!known) fresh.push(producerId);
    }
    for (const [id, reception] of before) if (!after.has(id)) reception.close();
    this.#receptions.value = after;
    const inHand = new Set(offered.map(({ producerId }) => producerId));
    this.#ask(fresh.filter((id) => !inHand.has(id)));
    return this.#receive(offered);
  }

  /** What receives this producer, once it does. */
  consumerOf(producerId: string): Consumer | undefined {
    return this.#receptions.peek().get(producerId)?.consumer;
  }

  /** After a reconnection: asks for what was cut short, and says again what is wanted. */
  resume(): void {
    const receptions = [...this.#receptions.value];
    this.#ask(receptions.flatMap(([id, reception]) => (reception.retry() ? [id] : [])));
    const begun = receptions.flatMap(([, { consumerId }]) => consumerId ?? []);
    for (const consumerIds of chunks(this.#viewing.repeat(begun))) void this.#resume(consumerIds);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#viewing.close();
    this.#healing.close();
    for (const reception of this.#receptions.value.values()) reception.close();
    this.#receptions.value = new Map();
  }

  #expects(consumerId: string): boolean {
    const receptions = [...this.#receptions.peek().values()];
    const flows = receptions.some((each) => each.consumerId === consumerId && !each.paused);
    return flows && this.#viewing.wants(consumerId);
  }

  /** The server has put another consumer in the place of one that stood still. */
  async #renew(info: ConsumerInfo): Promise<void> {
    this.#receptions.peek().get(info.producerId)?.release();
    await this.#receive([info]);
  }

  /** Collects what one burst of notifications brings, to ask for it in one request. */
  #ask(producerIds: readonly string[]): void {
    if (producerIds.length === 0) return;
    this.#asking.push(...producerIds);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const asked = this.#asking;
      this.#asking = [];
      for (const ids of chunks(asked)) void this.#consume(ids);
    }, 0);
  }

  async #consume(asked: string[]): Promise<void> {
    const { transport, signalling, failed } = this.#surroundings;
    const producerIds = asked.filter((id) => this.#receptions.value.has(id));
    if (producerIds.length === 0) return;
    try {
      const payload = { transportId: transport.id, producerIds };
      const { consumers, refused } = await signalling.request('consumeProducers', payload);
      for (const { producerId } of refused) this.#receptions.value.get(producerId)?.refuse();
      await this.#receive(consumers);
    } catch (error) {
      for (const id of producerIds) this.#receptions.value.get(id)?.refuse();
      failed(error);
    }
  }

  async #receive(offered: readonly ConsumerInfo[]): Promise<void> {
    // All at once, so that mediasoup-client negotiates them in one go.
    const begun = await Promise.all(offered.map((info) => this.#begin(info)));
    const ids = begun.flatMap((consumer) => consumer?.id ?? []);
    // Only now: what arrives before this end is ready is lost, and it may be the key frame.
    for (const consumerIds of chunks(this.#viewing.settle(ids))) void this.#resume(consumerIds);
  }

  async #resume(consumerIds: string[]): Promise<void> {
    const { signalling, failed } = this.#surroundings;
    try {
      await signalling.request('resumeConsumers', { consumerIds });
    } catch (error) {
      failed(error);
    }
  }

  async #begin(info: ConsumerInfo): Promise<Consumer | undefined> {
    const { id, producerId, kind, peerId, source } = info;
    const reception = this.#receptions.value.get(producerId);
    if (!reception) return undefined;
    const rtpParameters = clientParameters(info.rtpParameters);
    try {
      // The browser keeps the tracks of one stream in step: lips with voice, screen with its sound.
      const streamId = source.startsWith('screen') ? `${peerId}-screen` : peerId;
      const options = { id, producerId, kind, rtpParameters, streamId };
      const consumer = await this.#surroundings.transport.consume(options);
      if (!reception.begin(consumer, peerId)) return undefined;
      this.#viewing.add(info, consumer);
      this.#healing.add(info, consumer);
      consumer.observer.once('close', () => {
        this.#viewing.remove(id);
        this.#healing.remove(id);
      });
      return consumer;
    } catch {
      // This browser cannot take it, or the transport is closed and nobody looks any more.
      reception.refuse();
      return undefined;
    }
  }
}

function chunks(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / idsPerRequest);
  return Array.from({ length: count }, (_, index) =>
    ids.slice(index * idsPerRequest, (index + 1) * idsPerRequest),
  );
}
