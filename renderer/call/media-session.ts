/** The media of one join: both transports and all that goes over them, until the next join or the end. */
import type { ReadonlySignal } from '@preact/signals';
import type { Device } from 'mediasoup-client/types';
import type { PeerInfo, ProducerInfo } from '../../sfu/protocol/model.ts';
import type { Reply } from '../../sfu/protocol/signalling.ts';
import type { Playback } from '../media/audio-playback.ts';
import type { AnyNotification, Signalling } from '../signalling/signalling.ts';
import type { VideoMode } from '../state/picture-wish.ts';
import type { StatReport } from '../state/stream-figures.ts';
import { type CallFailure, toCallFailure } from './call-failure.ts';
import type { CallErrorCode } from './call-state.ts';
import type { AwaitFrame } from './first-frame.ts';
import { type LocalSources, Publisher } from './publisher.ts';
import { Receiver } from './receiver.ts';
import { openTransport, type Path } from './transport.ts';
import type { Views } from './views.ts';

export interface MediaSessionSurroundings {
  signalling: Signalling;
  localMedia: LocalSources;
  playback: Playback;
  awaitFrame: AwaitFrame;
  views: Views;
  videoMode: ReadonlySignal<VideoMode>;
  /** Told each time media can flow. */
  connected: () => void;
  /** Told when this session is of no more use, and only another join can help. */
  broken: (failure: CallFailure) => void;
}

/** Refusals after which the server and this client do not mean the same session any more. */
const estranged = new Set<CallErrorCode>([
  'TIMEOUT',
  'NOT_JOINED',
  'ROOM_CLOSED',
  'TRANSPORT_NOT_FOUND',
  'PRODUCER_NOT_FOUND',
]);

export class MediaSession {
  readonly receiver: Receiver;
  readonly publisher: Publisher;
  readonly #paths: Path[];
  /** Closed, or broken and said so: what fails from then on follows from it. */
  #over = false;

  constructor(
    device: Device,
    reply: Reply<'restartMedia'>,
    surroundings: MediaSessionSurroundings,
  ) {
    const { send, recv } = reply.transports;
    if (!send || !recv) throw new TypeError('The server made no transports.');
    const { connected, broken } = surroundings;
    const failed = (error: unknown) => {
      if (this.#over) return;
      const failure = toCallFailure(error);
      // The connection itself says so when it is lost, and what was asked is asked again after it.
      if (failure.code === 'CONNECTION_LOST') return;
      this.#over = failure.code !== 'TIMEOUT';
      broken(failure);
    };
    // A refused wish is no reason to leave: it is asked again, or its tile stays without a picture.
    const refused = (error: unknown) => {
      if (estranged.has(toCallFailure(error).code)) failed(error);
    };
    const forTransports = { ...surroundings, device, connected, failed };
    const receiving = openTransport('recv', recv, forTransports);
    const sending = openTransport('send', send, forTransports);
    this.#paths = [receiving, sending];
    const { transport } = receiving;
    this.receiver = new Receiver({ ...surroundings, transport, failed: refused });
    this.publisher = new Publisher({
      ...surroundings,
      device,
      transport: sending.transport,
      failed: refused,
    });
    // First set going what is received: negotiating and encoding the own camera at the same time
    // would take the machine from the way to the first picture.
    void this.receiver.follow(producersOf(reply.peers), reply.consumers).then(() => {
      if (!this.#over) this.publisher.start();
    });
  }

  hear(notification: AnyNotification): void {
    this.receiver.hear(notification);
    this.publisher.hear(notification);
  }

  /** What the browser has counted on both ways. Rejects once the session is closed. */
  async reports(): Promise<{ received: StatReport; sent: StatReport }> {
    const [received, sent] = await Promise.all(
      this.#paths.map(({ transport }) => transport.getStats()),
    );
    return { received: received ?? new Map(), sent: sent ?? new Map() };
  }

  /**
   * The connection is back and this is the same peer: what it cut short is asked again.
   * @param producers what the server has of this machine's
   * @param transportIds those that the server still has, where it may be that some are gone
   * @returns false if this session is of no more use
   */
  resume(producers: readonly ProducerInfo[], transportIds?: readonly string[]): boolean {
    const mine = this.#paths.map(({ transport }) => transport.id);
    if (this.#over || (transportIds && !mine.every((id) => transportIds.includes(id))))
      return false;
    this.publisher.resume(producers);
    this.receiver.resume();
    this.look();
    return true;
  }

  /** Restarts what does not flow: the network may have changed. */
  look(): void {
    for (const path of this.#paths) path.look();
  }

  /** Closes all media of this join; the local media stays as it is. */
  close(): void {
    this.#over = true;
    this.publisher.close();
    this.receiver.close();
    for (const { transport } of this.#paths) transport.close();
  }
}

export function producersOf(peers: readonly PeerInfo[]): ProducerInfo[] {
  return peers.flatMap(({ producers }) => producers);
}
