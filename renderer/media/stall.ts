/** Whether a device that is on really gives something: a switch on it, a lid, a cable may be in the way. */
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { LocalKind } from './media-state.ts';

/** What a track has given so far, as a number that grows; undefined where that cannot be known. */
export interface Flow {
  read(): number | undefined;
  close(): void;
}

export type OpenFlow = (kind: LocalKind, track: MediaStreamTrack) => Flow;

/** Between two looks, in ms. */
const interval = 1_000;
/**
 * How many looks in a row must find nothing. A camera needs a moment for its first frame; between
 * two words a microphone still hums, but not every driver hums at once.
 */
const patience: Record<LocalKind, number> = { camera: 5, microphone: 10 };

/** True while a track is there and nothing comes from it. Measures only while somebody looks. */
export function stalled(
  kind: LocalKind,
  track: ReadonlySignal<MediaStreamTrack | null>,
  openFlow: OpenFlow = flowOf,
): ReadonlySignal<boolean> {
  let stop: (() => void) | undefined;
  const result = signal(false, {
    watched: () => {
      stop = effect(() => watch(track.value));
    },
    unwatched: () => stop?.(),
  });
  const watch = (current: MediaStreamTrack | null) => {
    if (!current) return;
    const flow = openFlow(kind, current);
    let known = flow.read();
    let still = 0;
    const look = () => {
      const now = flow.read();
      still = now === known ? still + 1 : 0;
      known = now;
      result.value = current.muted || (now !== undefined && still >= patience[kind]);
    };
    // A track is muted by the system, never by us: we disable it.
    current.addEventListener('mute', look);
    current.addEventListener('unmute', look);
    const timer = setInterval(look, interval);
    return () => {
      clearInterval(timer);
      current.removeEventListener('mute', look);
      current.removeEventListener('unmute', look);
      flow.close();
      result.value = false;
    };
  };
  return result;
}

const flowOf: OpenFlow = (kind, track) => (kind === 'camera' ? frames(track) : sound(track));

/** W3C mediacapture-extensions section 9, where the browser has it; null where no device is behind. */
interface CountedTrack extends MediaStreamTrack {
  readonly stats?: { readonly deliveredFrames?: number } | null;
}

function frames(track: CountedTrack): Flow {
  return { read: () => track.stats?.deliveredFrames, close: () => {} };
}

/** How long each look listens, in ms. */
const listening = 200;

/** Counts the looks that heard anything at all. Between them the audio graph sleeps. */
function sound(track: MediaStreamTrack): Flow {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 4096 });
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  /** Undefined for as long as the browser keeps the graph from running. */
  let heard: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listen = async () => {
    await context.resume();
    timer = setTimeout(() => {
      analyser.getFloatTimeDomainData(samples);
      heard = (heard ?? 0) + (samples.some((sample) => sample !== 0) ? 1 : 0);
      void context.suspend();
    }, listening);
  };
  return {
    read() {
      // A graph that was closed meanwhile cannot be resumed.
      listen().catch(() => undefined);
      return heard;
    },
    close() {
      clearTimeout(timer);
      void context.close();
    },
  };
}
