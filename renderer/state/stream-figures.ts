/** What a browser's statistics (W3C webrtc-stats) say of each track, as figures of a stretch of time. Pure. */

/** One entry of a report; what is read of it is checked on the way. */
export type StatEntry = Readonly<Record<string, unknown>>;
export type StatReport = ReadonlyMap<string, StatEntry>;

/** What is known of one track between two looks; undefined where the browser does not tell. */
export interface StreamFigures {
  readonly kind: 'audio' | 'video';
  /** In bit/s, without what the network adds. */
  readonly bitrate: number;
  /** Packets that did not arrive, as a share of all. */
  readonly loss: number;
  /** In ms. */
  readonly jitter: number | undefined;
  /** To the other end and back, in ms. */
  readonly roundTrip: number | undefined;
  /** Packets in this stretch of time. */
  readonly packets: number;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly framesPerSecond: number | undefined;
  /** Frames that arrived and were too late to be drawn, as a share of all. */
  readonly dropped: number;
  /** Such as `VP8`. */
  readonly codec: string | undefined;
  /** How many sizes are sent, or 0 for what is received. */
  readonly layers: number;
  /** What keeps the sender from sending more. */
  readonly limit: 'cpu' | 'bandwidth' | undefined;
}

interface Counters {
  bytes: number;
  packets: number;
  lost: number;
  frames: number;
  droppedFrames: number;
}

/** Figures by the id of their track, and the counters that the next look begins from. */
export interface Reading {
  readonly at: number;
  readonly counters: ReadonlyMap<string, Counters>;
  readonly streams: ReadonlyMap<string, StreamFigures>;
}

/** @param at when the report was made, in ms */
export function readStreams(report: StatReport, at: number, before?: Reading): Reading {
  const counters = new Map<string, Counters>();
  const tracks = new Map<string, StatEntry[]>();
  for (const [id, entry] of report) {
    if (entry.type !== 'inbound-rtp' && entry.type !== 'outbound-rtp') continue;
    counters.set(id, countersOf(entry));
    const track = trackOf(entry, report);
    if (track !== undefined) tracks.set(track, [...(tracks.get(track) ?? []), entry]);
  }
  const seconds = before ? (at - before.at) / 1000 : 0;
  const streams = new Map<string, StreamFigures>();
  for (const [track, entries] of tracks) {
    const deltas = entries.map((entry) =>
      since(countersOf(entry), before?.counters.get(textOf(entry.id))),
    );
    streams.set(track, figuresOf(entries, sumOf(deltas), seconds, report));
  }
  return { at, counters, streams };
}

function trackOf(entry: StatEntry, report: StatReport): string | undefined {
  const source = entry.type === 'inbound-rtp' ? entry : report.get(textOf(entry.mediaSourceId));
  return typeof source?.trackIdentifier === 'string' ? source.trackIdentifier : undefined;
}

function figuresOf(
  entries: readonly StatEntry[],
  delta: Counters,
  seconds: number,
  report: StatReport,
): StreamFigures {
  const best = largest(entries);
  const sent = best.type === 'outbound-rtp';
  const remote = remoteOf(best, report);
  const lost = sent ? numberOf(remote.fractionLost) : undefined;
  const jitter = numberOf(sent ? remote.jitter : best.jitter);
  const roundTrip = numberOf(remote.roundTripTime);
  const limit = textOf(best.qualityLimitationReason);
  const codec = textOf(report.get(textOf(best.codecId))?.mimeType).split('/')[1];
  return {
    kind: best.kind === 'video' ? 'video' : 'audio',
    bitrate: seconds > 0 ? (delta.bytes * 8) / seconds : 0,
    loss: lost ?? shareOf(delta.lost, delta.packets + delta.lost),
    jitter: jitter === undefined ? undefined : jitter * 1000,
    roundTrip: roundTrip === undefined ? undefined : roundTrip * 1000,
    packets: delta.packets,
    width: numberOf(best.frameWidth),
    height: numberOf(best.frameHeight),
    framesPerSecond: numberOf(best.framesPerSecond),
    dropped: sent ? 0 : shareOf(delta.droppedFrames, delta.frames),
    codec,
    layers: sent ? entries.filter((entry) => entry.active !== false).length : 0,
    limit: limit === 'cpu' || limit === 'bandwidth' ? limit : undefined,
  };
}

/** The layer that says most about the picture: the largest that flows. */
function largest(entries: readonly StatEntry[]): StatEntry {
  const width = (entry: StatEntry) =>
    entry.active === false ? -1 : (numberOf(entry.frameWidth) ?? 0);
  return entries.reduce((best, each) => (width(each) > width(best) ? each : best));
}

/** What the other end has said about a stream that is sent. */
function remoteOf(entry: StatEntry, report: StatReport): StatEntry {
  return report.get(textOf(entry.remoteId)) ?? {};
}

function countersOf(entry: StatEntry): Counters {
  const count = (sent: unknown, received: unknown) => numberOf(sent) ?? numberOf(received) ?? 0;
  return {
    bytes: count(entry.bytesSent, entry.bytesReceived),
    packets: count(entry.packetsSent, entry.packetsReceived),
    lost: numberOf(entry.packetsLost) ?? 0,
    frames: count(entry.framesSent, entry.framesReceived),
    droppedFrames: numberOf(entry.framesDropped) ?? 0,
  };
}

/** A stream that has begun anew, or is looked at for the first time, has done nothing yet. */
function since(now: Counters, before: Counters | undefined): Counters {
  if (!before || now.bytes < before.bytes) {
    return { bytes: 0, packets: 0, lost: 0, frames: 0, droppedFrames: 0 };
  }
  return {
    bytes: now.bytes - before.bytes,
    packets: now.packets - before.packets,
    // What was believed lost may arrive after all.
    lost: Math.max(0, now.lost - before.lost),
    frames: now.frames - before.frames,
    droppedFrames: Math.max(0, now.droppedFrames - before.droppedFrames),
  };
}

function sumOf(all: readonly Counters[]): Counters {
  const sum = (name: keyof Counters) => all.reduce((total, each) => total + each[name], 0);
  return {
    bytes: sum('bytes'),
    packets: sum('packets'),
    lost: sum('lost'),
    frames: sum('frames'),
    droppedFrames: sum('droppedFrames'),
  };
}

function shareOf(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
