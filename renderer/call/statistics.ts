/** Measures what flows, and how well, while somebody looks; nobody else pays for it. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Source } from '../../sfu/protocol/model.ts';
import type { AnyNotification } from '../signalling/signalling.ts';
import { type MediaPath, readPath } from '../state/media-path.ts';
import {
  type Marks,
  type Quality,
  receivedQuality,
  type Shown,
  sentQuality,
  settleQuality,
  toldQuality,
  withoutNetwork,
  worstOf,
} from '../state/quality.ts';
import type { QualityReason } from '../state/quality-reason.ts';
import {
  type Reading,
  readStreams,
  type StatReport,
  type StreamFigures,
} from '../state/stream-figures.ts';

/** One stream at one moment. */
export interface StreamSample {
  readonly peerId: string;
  readonly source: Source;
  readonly own: boolean;
  readonly figures: StreamFigures;
  readonly quality: Quality;
}

export interface CallSample {
  /** In ms since the page was opened. */
  readonly at: number;
  readonly streams: readonly StreamSample[];
  /** Undefined before there is a connection. */
  readonly path: MediaPath | undefined;
}

/** What the screens may know of it. */
export interface CallStatistics {
  /** The last minute, oldest first: a sample a second, from the moment on that somebody looks. */
  readonly history: ReadonlySignal<readonly CallSample[]>;
  /** How each person's media is, by peerId; looked at every few seconds. */
  readonly quality: ReadonlySignal<ReadonlyMap<string, Quality>>;
}

/** A stream, by the id of its track. */
export interface MeasuredStream {
  readonly trackId: string;
  readonly peerId: string;
  readonly source: Source;
  /** Absent for what is sent from here. */
  readonly consumerId?: string;
  /** Why a received picture is not better, by what the sender and the server say. */
  readonly told?: QualityReason | null;
}

/** One join's media, as far as it is measured. */
export interface Measurable {
  reports(): Promise<{ received: StatReport; sent: StatReport }>;
  streams(): readonly MeasuredStream[];
}

/** How many samples are kept. */
const most = 60;
/** Between two samples, in ms. */
const pace = { history: 1_000, quality: 3_000 };

export class Statistics implements CallStatistics {
  readonly #history = signal<readonly CallSample[]>([], this.#watch('history'));
  readonly history: ReadonlySignal<readonly CallSample[]> = this.#history;
  readonly #quality = signal<ReadonlyMap<string, Quality>>(new Map(), this.#watch('quality'));
  readonly quality: ReadonlySignal<ReadonlyMap<string, Quality>> = this.#quality;
  readonly #measured: () => Measurable | undefined;
  readonly #marks = new Map<string, Marks>();
  readonly #shown = new Map<string, Shown>();
  readonly #watched = new Set<keyof typeof pace>();
  #before: { of: Measurable; received: Reading; sent: Reading } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sampling = false;
  #closed = false;

  /** @param measured the media of this moment; the same object for as long as it is the same join */
  constructor(measured: () => Measurable | undefined) {
    this.#measured = measured;
  }

  hear({ name, payload }: AnyNotification): void {
    if (name === 'consumerScore') this.#marks.set(payload.consumerId, payload);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #watch(name: keyof typeof pace) {
    return {
      watched: () => {
        this.#watched.add(name);
        this.#schedule(0);
      },
      unwatched: () => {
        this.#watched.delete(name);
        if (this.#watched.size === 0) clearTimeout(this.#timer);
        if (name === 'history') this.#history.value = [];
      },
    };
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    if (this.#closed || this.#watched.size === 0 || this.#sampling) return;
    this.#timer = setTimeout(() => void this.#sample(), delay);
  }

  async #sample(): Promise<void> {
    const measured = this.#measured();
    this.#sampling = true;
    try {
      if (measured) this.#add(measured, await measured.reports());
    } catch {
      // The transports were closed meanwhile; the next join has others.
      this.#before = undefined;
    }
    this.#sampling = false;
    this.#schedule(this.#watched.has('history') ? pace.history : pace.quality);
  }

  #add(measured: Measurable, reports: { received: StatReport; sent: StatReport }): void {
    const at = performance.now();
    const before = this.#before?.of === measured ? this.#before : undefined;
    const received = readStreams(reports.received, at, before?.received);
    const sent = readStreams(reports.sent, at, before?.sent);
    this.#before = { of: measured, received, sent };
    // The first look has only counters, and no stretch of time to divide them by.
    if (!before) return;
    const path = readPath(reports.received) ?? readPath(reports.sent);
    const streams = measured.streams().flatMap((stream): StreamSample[] => {
      const own = stream.consumerId === undefined;
      const figures = (own ? sent : received).streams.get(stream.trackId);
      if (!figures) return [];
      const { peerId, source } = stream;
      return [{ peerId, source, own, figures, quality: this.#judge(stream, figures, path) }];
    });
    if (this.#watched.has('history')) {
      this.#history.value = [...this.#history.peek(), { at, streams, path }].slice(-most);
    }
    this.#settle(streams);
  }

  /** What is paused, or out of sight and so not sent, is not bad. */
  #judge(stream: MeasuredStream, figures: StreamFigures, path: MediaPath | undefined): Quality {
    if (figures.packets === 0) return { level: 'good' };
    const quality = this.#judgeFlowing(stream, figures, path);
    return path?.reach === 'here' ? withoutNetwork(quality) : quality;
  }

  #judgeFlowing(
    { consumerId, told }: MeasuredStream,
    figures: StreamFigures,
    path: MediaPath | undefined,
  ): Quality {
    if (consumerId === undefined) return sentQuality(figures);
    const measured = receivedQuality(figures, this.#marks.get(consumerId), path?.roundTrip);
    return worstOf([measured, toldQuality(told ?? null)]);
  }

  #settle(streams: readonly StreamSample[]): void {
    const peers = new Set(streams.map(({ peerId }) => peerId));
    for (const peerId of this.#shown.keys()) if (!peers.has(peerId)) this.#shown.delete(peerId);
    for (const peerId of peers) {
      const all = streams.filter((stream) => stream.peerId === peerId);
      const measured = worstOf(all.map(({ quality }) => quality));
      this.#shown.set(peerId, settleQuality(this.#shown.get(peerId), measured));
    }
    const known = this.#quality.peek();
    const now = new Map([...this.#shown].map(([peerId, { quality }]) => [peerId, quality]));
    if (!sameQualities(known, now)) this.#quality.value = now;
  }
}

function sameQualities(
  one: ReadonlyMap<string, Quality>,
  other: ReadonlyMap<string, Quality>,
): boolean {
  const same = ([peerId, { level, reason }]: [string, Quality]) => {
    const quality = other.get(peerId);
    return quality?.level === level && quality.reason === reason;
  };
  return one.size === other.size && [...one].every(same);
}
