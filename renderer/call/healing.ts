/** Watches the videos that are received, and sets going again what stands still without reason. */
import type { Consumer, Transport } from 'mediasoup-client/types';
import type { ConsumerInfo, Source } from '../../sfu/protocol/model.ts';
import type { RequestPayload } from '../../sfu/protocol/signalling.ts';
import type { AnyNotification, Signalling } from '../signalling/signalling.ts';
import { begin, look, type Progress, type Stillness } from '../state/stillness.ts';

/** How often it is looked, in ms. */
const interval = 1_000;
/** How often in a row is tried to set one going, before it is left to itself. */
const mostAttempts = 5;

export interface HealingSurroundings {
  transport: Transport;
  signalling: Pick<Signalling, 'request'>;
  /** Whether frames are to come of this one now: it is wanted, and its sender has not paused it. */
  expects: (consumerId: string) => boolean;
  /** Told of a consumer that takes the place of another. */
  renewed: (info: ConsumerInfo) => void;
}

interface Watched {
  readonly trackId: string;
  readonly source: Source;
  /** Undefined while no frames are to come. */
  stillness: Stillness | undefined;
  /** No layer fits through at the moment, which the server says. */
  starved: boolean;
}

export class Healing {
  readonly #watched = new Map<string, Watched>();
  readonly #surroundings: HealingSurroundings;
  readonly #timer: ReturnType<typeof setInterval>;
  #looking = false;

  constructor(surroundings: HealingSurroundings) {
    this.#surroundings = surroundings;
    this.#timer = setInterval(() => void this.#look(), interval);
  }

  add({ id, kind, source }: ConsumerInfo, { track }: Consumer): void {
    if (kind !== 'video') return;
    this.#watched.set(id, { trackId: track.id, source, stillness: undefined, starved: false });
  }

  remove(consumerId: string): void {
    this.#watched.delete(consumerId);
  }

  hear({ name, payload }: AnyNotification): void {
    if (name !== 'consumerLayersChanged') return;
    const watched = this.#watched.get(payload.consumerId);
    if (watched) watched.starved = payload.layers === null;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#watched.clear();
  }

  async #look(): Promise<void> {
    const { transport, expects } = this.#surroundings;
    for (const [id, watched] of this.#watched) {
      if (!expects(id) || watched.starved) watched.stillness = undefined;
    }
    const flowing = transport.connectionState === 'connected';
    if (this.#looking || !flowing || ![...this.#watched.keys()].some(expects)) return;
    this.#looking = true;
    try {
      const progress = progressByTrack(await transport.getStats());
      for (const [id, watched] of this.#watched) {
        const now = progress.get(watched.trackId);
        if (now && expects(id) && !watched.starved) this.#judge(id, watched, now);
      }
    } catch {
      // The transport has closed meanwhile, and everything with it.
    } finally {
      this.#looking = false;
    }
  }

  #judge(consumerId: string, watched: Watched, progress: Progress): void {
    const now = performance.now();
    const before = watched.stillness ?? begin(now, progress);
    const { next, cause } = look(before, now, progress, watched.source === 'screen');
    watched.stillness = next;
    if (!cause || next.attempts > mostAttempts) return;
    void this.#heal({ consumerId, cause, renew: next.attempts > 1 });
  }

  async #heal(payload: RequestPayload<'healConsumer'>): Promise<void> {
    const { signalling, renewed } = this.#surroundings;
    try {
      const { consumer } = await signalling.request('healConsumer', payload);
      if (consumer) renewed(consumer);
    } catch {
      // It is tried again as long as it stands still; whatever else is wrong shows elsewhere.
    }
  }
}

function progressByTrack(reports: RTCStatsReport): Map<string, Progress> {
  const found = new Map<string, Progress>();
  for (const report of reports.values()) {
    if (report.type !== 'inbound-rtp' || report.kind !== 'video') continue;
    const { trackIdentifier, packetsReceived = 0, framesDecoded = 0 } = report;
    found.set(trackIdentifier, { packets: packetsReceived, frames: framesDecoded });
  }
  return found;
}
