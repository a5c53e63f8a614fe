/** How loud a track is, for a meter on the screen. */
import { effect, type ReadonlySignal, signal } from '@preact/signals';

/** Reads the loudness of one track, 0 to 1, until it is closed. */
export interface Loudness {
  read(): number;
  close(): void;
}

/** Between two readings, in ms: 20 a second look smooth. */
const interval = 50;
/** What counts as silence, in dB below full scale. */
const silence = 60;

/**
 * The loudness of whichever track is there, 0 while there is none. Measures only while somebody
 * looks: an audio graph costs battery.
 */
export function meter(
  track: ReadonlySignal<MediaStreamTrack | null>,
  listen: (track: MediaStreamTrack) => Loudness = listenToTrack,
): ReadonlySignal<number> {
  let stop: (() => void) | undefined;
  const level = signal(0, {
    watched: () => {
      stop = effect(() => measure(track.value));
    },
    unwatched: () => stop?.(),
  });
  const measure = (current: MediaStreamTrack | null) => {
    if (!current) return;
    const loudness = listen(current);
    const timer = setInterval(() => {
      level.value = loudness.read();
    }, interval);
    return () => {
      clearInterval(timer);
      loudness.close();
      level.value = 0;
    };
  };
  return level;
}

/**
 * Hears what a disabled track would give, through a copy that belongs to the meter alone: the track
 * itself stays silent for whoever sends it.
 */
export function listenToMuted(
  listen: (track: MediaStreamTrack) => Loudness = listenToTrack,
): (track: MediaStreamTrack) => Loudness {
  return (track) => {
    const copy = track.clone();
    copy.enabled = true;
    const loudness = listen(copy);
    return {
      read: () => loudness.read(),
      close() {
        loudness.close();
        copy.stop();
      },
    };
  };
}

function listenToTrack(track: MediaStreamTrack): Loudness {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    read() {
      analyser.getFloatTimeDomainData(samples);
      return loudnessOf(samples);
    },
    close: () => void context.close(),
  };
}

/** Root mean square on a scale of decibels, as ears hear: 0 at -60 dB, 1 at full scale. */
export function loudnessOf(samples: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < samples.length; index += 1) sum += (samples[index] ?? 0) ** 2;
  const decibels = 10 * Math.log10(sum / samples.length);
  return Math.min(1, Math.max(0, 1 + decibels / silence));
}
