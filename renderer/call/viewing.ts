/**
 * Brings the server to send of each video what is drawn of it. What somebody would wait for is asked
 * at once; what has become too much is given up only after a while, because it may be wanted again
 * and a layer that comes back costs a key frame.
 */
import { effect, type ReadonlySignal } from '@preact/signals';
import type { Consumer } from 'mediasoup-client/types';
import type { ConsumerInfo } from '../../sfu/protocol/model.ts';
import type { RequestPayload } from '../../sfu/protocol/signalling.ts';
import type { AnyNotification, Signalling } from '../signalling/signalling.ts';
import {
  type Offer,
  sameWish,
  type VideoMode,
  type Wish,
  wantsMore,
  wishFor,
} from '../state/picture-wish.ts';
import { type Qualities, QualityReport } from './qualities.ts';
import type { Views } from './views.ts';

export interface ViewingSurroundings {
  signalling: Pick<Signalling, 'request'>;
  views: Views;
  videoMode: ReadonlySignal<VideoMode>;
  failed: (error: unknown) => void;
}

interface Watched {
  readonly producerId: string;
  readonly track: MediaStreamTrack;
  offer: Offer;
  /** What the server was asked last. */
  asked: Wish;
  /** Until its first picture stands in the page, which takes a moment, it is taken as wanted. */
  fresh: boolean;
}

type Adjustment = RequestPayload<'adjustConsumers'>['consumers'][number];

/** How long a new video may go without a picture that draws it, in ms. */
const freshFor = 1_000;
/** With more videos than this, new ones wait for their pictures: not all of them will be in sight. */
const mostAtSight = 12;
/** How long less must be wanted before it is asked, in ms. */
const patience = 500;
/** How many a request may name; see `requestSchemas`. */
const mostAtOnce = 200;
/** Of a camera and of a screen of which nothing is known, in pixels. */
const usual = { camera: { width: 1280, height: 720 }, screen: { width: 1920, height: 1080 } };

export class Viewing {
  readonly #watched = new Map<string, Watched>();
  /** In which senders capture, by producer, which their largest layer has. */
  readonly #sizes = new Map<string, Offer['full']>();
  readonly #report = new QualityReport();
  readonly qualities: ReadonlySignal<Qualities> = this.#report.qualities;
  readonly #surroundings: ViewingSurroundings;
  readonly #releases: (() => void)[];
  #soon: ReturnType<typeof setTimeout> | undefined;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(surroundings: ViewingSurroundings) {
    this.#surroundings = surroundings;
    const { views, videoMode } = surroundings;
    this.#releases = [
      views.onChange(() => this.#look()),
      effect(() => {
        videoMode.value;
        this.#look();
      }),
    ];
  }

  /** Follows a consumer, which counts as paused until `settle`. */
  add(info: ConsumerInfo, { track }: Consumer): void {
    if (info.kind !== 'video') return;
    const source = info.source === 'screen' ? 'screen' : 'camera';
    const layers = layersOf(info);
    const offer: Offer = { source, layers, full: usual[source] };
    const asked: Wish = { paused: true, spatialLayer: layers - 1, priority: 1 };
    const fresh = this.#watched.size < mostAtSight;
    const { producerId } = info;
    const full = this.#sizes.get(producerId) ?? usual[source];
    this.#watched.set(info.id, { producerId, track, offer: { ...offer, full }, asked, fresh });
    if (fresh) setTimeout(() => this.#age(info.id), freshFor);
  }

  /** Whether the server was asked to send it. */
  wants(consumerId: string): boolean {
    return this.#watched.get(consumerId)?.asked.paused === false;
  }

  remove(consumerId: string): void {
    this.#watched.delete(consumerId);
    this.#report.forget(consumerId);
  }

  hear(notification: AnyNotification): void {
    const { name, payload } = notification;
    if (name === 'sendingReported') {
      const { producerId, width, height } = payload;
      this.#sizes.set(producerId, { width, height });
      for (const watched of this.#watched.values()) {
        if (watched.producerId !== producerId) continue;
        watched.offer = { ...watched.offer, full: { width, height } };
      }
    }
    if (name === 'producerClosed') this.#sizes.delete(payload.producerId);
    if (this.#report.hear(notification)) this.#look();
  }

  /**
   * Which of these new consumers are to be resumed. Everything else that is wished of them is asked
   * before; of those that stay paused it is said, so that their senders need not wait for us.
   */
  settle(consumerIds: readonly string[]): string[] {
    const resumed: string[] = [];
    const adjustments: Adjustment[] = [];
    for (const consumerId of consumerIds) {
      const watched = this.#watched.get(consumerId);
      const wish = watched && this.#wish(watched);
      if (!wish?.paused) resumed.push(consumerId);
      if (!watched || !wish) continue;
      watched.asked = { ...watched.asked, paused: wish.paused };
      if (wish.paused) adjustments.push({ consumerId, paused: true });
      else if (!sameWish(wish, watched.asked)) {
        adjustments.push(adjustment(consumerId, watched, wish));
        watched.asked = wish;
      }
    }
    this.#ask(adjustments);
    return resumed;
  }

  /** Says again what is wished of these, and answers which of them are to be resumed. */
  repeat(consumerIds: readonly string[]): string[] {
    this.#ask(
      consumerIds.flatMap((consumerId) => {
        const watched = this.#watched.get(consumerId);
        return watched ? [wholeAdjustment(consumerId, watched)] : [];
      }),
    );
    return consumerIds.filter((consumerId) => !this.#watched.get(consumerId)?.asked.paused);
  }

  close(): void {
    for (const release of this.#releases) release();
    // What is still to come of age finds nothing to ask for.
    this.#watched.clear();
    clearTimeout(this.#soon);
    clearTimeout(this.#later);
  }

  #wish({ track, offer, fresh }: Watched): Wish {
    const { views, videoMode } = this.#surroundings;
    const view = fresh && !views.draws(track) ? undefined : views.of(track);
    return wishFor(offer, view, videoMode.peek());
  }

  #age(consumerId: string): void {
    const watched = this.#watched.get(consumerId);
    if (!watched?.fresh) return;
    watched.fresh = false;
    this.#look();
  }

  /** Many changes come at once, as when a window is resized: they are looked at together. */
  #look(): void {
    this.#soon ??= setTimeout(() => this.#flush(), 0);
  }

  #flush(withLess = false): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    const adjustments: Adjustment[] = [];
    let waiting = false;
    for (const [consumerId, watched] of this.#watched) {
      const wish = this.#wish(watched);
      const first = watched.fresh && this.#surroundings.views.draws(watched.track);
      if (first) watched.fresh = false;
      if (sameWish(wish, watched.asked)) continue;
      if (withLess || first || wantsMore(wish, watched.asked)) {
        adjustments.push(adjustment(consumerId, watched, wish));
        watched.asked = wish;
      } else waiting = true;
    }
    this.#ask(adjustments);
    this.#assess();
    if (!waiting) {
      clearTimeout(this.#later);
      this.#later = undefined;
    } else {
      this.#later ??= setTimeout(() => {
        this.#later = undefined;
        this.#flush(true);
      }, patience);
    }
  }

  #assess(): void {
    const { views, videoMode } = this.#surroundings;
    const viewed = [...this.#watched].map(([consumerId, watched]) => ({
      ...watched,
      consumerId,
      view: views.draws(watched.track) ? views.of(watched.track) : undefined,
    }));
    this.#report.assess(viewed, videoMode.peek());
  }

  #ask(adjustments: readonly Adjustment[]): void {
    const { signalling, failed } = this.#surroundings;
    for (let first = 0; first < adjustments.length; first += mostAtOnce) {
      const consumers = adjustments.slice(first, first + mostAtOnce);
      signalling.request('adjustConsumers', { consumers }).catch(failed);
    }
  }
}

function adjustment(consumerId: string, { offer, asked }: Watched, wish: Wish): Adjustment {
  const { paused, spatialLayer, priority } = wish;
  if (paused) return { consumerId, paused };
  return {
    consumerId,
    ...(asked.paused && { paused }),
    ...(offer.layers > 1 && spatialLayer !== asked.spatialLayer && { layers: { spatialLayer } }),
    ...(priority !== asked.priority && { priority }),
  };
}

function wholeAdjustment(consumerId: string, { offer, asked }: Watched): Adjustment {
  const { paused, spatialLayer, priority } = asked;
  if (paused) return { consumerId, paused };
  return { consumerId, paused, priority, ...(offer.layers > 1 && { layers: { spatialLayer } }) };
}

/** In how many sizes it comes: the `S` or `L` of its scalability mode (W3C webrtc-svc section 5). */
function layersOf({ type, rtpParameters }: ConsumerInfo): number {
  if (type !== 'simulcast' && type !== 'svc') return 1;
  const mode = rtpParameters.encodings?.[0]?.scalabilityMode ?? '';
  return Number(/^[LS]([1-8])T/.exec(mode)?.[1] ?? 1);
}
