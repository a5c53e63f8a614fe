/** The media of one join: both transports and all that goes over them, until the next join or the end. */
import type { ReadonlySignal } from '@preact/signals';
import type { Device, Transport } from 'mediasoup-client/types';
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
import { openTransport } from './transport.ts';
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
  readonly #receiving: Transport;
  readonly #sending: Transport;
  /** Closed, or broken and said so: what fails from then on follows from it. */
  #over = false;

  constructor(device: Device, reply: Reply<'joinRoom'>, surroundings: MediaSessionSurroundings) {
    const { send, recv } = reply.transports;
    if (!send || !recv) throw new TypeError('The server made no transports.');
    const { connected, broken } = surroundings;
    const failed = (error: unknown) => {
      if (this.#over) return;
      this.#over = true;
      broken(toCallFailure(error));
    };
    // A refused wish is no reason to leave: it is asked again, or its tile stays without a picture.
    const refused = (error: unknown) => {
      if (estranged.has(toCallFailure(error).code)) failed(error);
    };
    const forTransports = { ...surroundings, device, connected, failed };
    const receiving = openTransport('recv', recv, forTransports);
    const sending = openTransport('send', send, forTransports);
    this.#receiving = receiving;
    this.#sending = sending;
    this.receiver = new Receiver({ ...surroundings, transport: receiving, failed: refused });
    this.publisher = new Publisher({
      ...surroundings,
      device,
      transport: sending,
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
      [this.#receiving, this.#sending].map((transport) => transport.getStats()),
    );
    return { received: received ?? new Map(), sent: sent ?? new Map() };
  }

  /** Closes all media of this join; the local media stays as it is. */
  close(): void {
    this.#over = true;
    this.publisher.close();
    this.receiver.close();
    for (const transport of [this.#receiving, this.#sending]) transport.close();
  }
}

export function producersOf(peers: readonly PeerInfo[]): ProducerInfo[] {
  return peers.flatMap(({ producers }) => producers);
}
