/**
 * What was measured, as a text for whoever helps. It names nobody and nothing: people are counted,
 * devices left out, and no address, link or text of a meeting goes in. In English, for its readers.
 */
import type { CallSample, StreamSample } from '../call/statistics.ts';
import { createFigureWords } from './figure-words.ts';

/** What else is known, and harmless. */
export interface Circumstances {
  /** The browser's own word for itself and its system. */
  userAgent: string;
  edition: string;
  language: string;
  cores: number;
  window: { width: number; height: number; pixelRatio: number };
  state: string;
  people: number;
  videoMode: string;
}

const { bitrate, share, milliseconds } = createFigureWords('en');

export function diagnosis(history: readonly CallSample[], about: Circumstances): string {
  const { width, height, pixelRatio } = about.window;
  return [
    'Parley diagnosis',
    `Edition: ${about.edition}; language ${about.language}`,
    `Browser: ${about.userAgent}`,
    `Machine: ${about.cores} cores; window ${width} x ${height} at ${pixelRatio}`,
    `Meeting: ${about.state}; people ${about.people}; video ${about.videoMode}`,
    pathLine(history),
    `Measured: ${history.length} samples, one a second`,
    ...streamLines(history),
    '',
  ].join('\n');
}

function pathLine(history: readonly CallSample[]): string {
  const path = history.at(-1)?.path;
  if (!path) return 'Path: none';
  const { reach, protocol, roundTrip, capacity } = path;
  const carries = capacity === undefined ? '' : `; carries ${bitrate(capacity)}`;
  return `Path: ${reach} over ${protocol}; round trip ${milliseconds(roundTrip)}${carries}`;
}

/** People are numbered in the order in which their streams were first seen. */
function streamLines(history: readonly CallSample[]): string[] {
  const numbers = new Map<string, number>();
  const streams = new Map<string, StreamSample[]>();
  for (const sample of history) {
    for (const stream of sample.streams) {
      const { peerId, source, own } = stream;
      if (!own && !numbers.has(peerId)) numbers.set(peerId, numbers.size + 1);
      const whose = own ? 'you send' : `person ${numbers.get(peerId)} sends`;
      const key = `${whose} ${source}`;
      streams.set(key, [...(streams.get(key) ?? []), stream]);
    }
  }
  return [...streams].map(([key, samples]) => `${key}: ${streamLine(samples)}`);
}

function streamLine(samples: readonly StreamSample[]): string {
  const last = samples.at(-1);
  if (!last) return 'nothing';
  const { figures, quality } = last;
  const rates = samples.map((sample) => sample.figures.bitrate);
  const size =
    figures.width === undefined
      ? []
      : [`${figures.width} x ${figures.height} at ${figures.framesPerSecond ?? 0} fps`];
  return [
    figures.codec ?? 'unknown codec',
    ...size,
    `${bitrate(figures.bitrate)} (${bitrate(Math.min(...rates))} to ${bitrate(Math.max(...rates))})`,
    `loss ${share(figures.loss)} (at most ${share(Math.max(...samples.map((each) => each.figures.loss)))})`,
    `jitter ${milliseconds(figures.jitter)}`,
    ...(figures.layers > 1 ? [`${figures.layers} layers`] : []),
    ...(figures.dropped > 0 ? [`dropped ${share(figures.dropped)}`] : []),
    ...(figures.limit ? [`limited by ${figures.limit}`] : []),
    quality.reason ? `${quality.level} because of ${quality.reason}` : quality.level,
  ].join(', ');
}
