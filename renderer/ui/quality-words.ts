/** Every word about how well one is seen and heard, in English; a part of `words`. */
import type { PathReach } from '../state/media-path.ts';
import type { QualityLevel, QualityReason } from '../state/quality.ts';
import { part } from './languages/language.ts';

export interface Why {
  what: string;
  advice: string;
}

export const qualityWords = part('quality', {
  levels: {
    good: 'Good connection',
    fair: 'Fair connection',
    poor: 'Poor connection',
  } satisfies Record<QualityLevel, string>,
  /** Of the button that opens the statistics. */
  connection: (level: QualityLevel) =>
    ({
      good: 'Connection is good. Statistics',
      fair: 'Connection is fair. Statistics',
      poor: 'Connection is poor. Statistics',
    })[level],
  short: {
    'their-network': 'Weak uplink',
    'their-computer': 'Their computer is busy',
    'own-network': 'Your network is slow',
    'own-computer': 'Your computer is busy',
    delay: 'Long delay',
  } satisfies Record<QualityReason, string>,
  whyTitle: (name: string) => `Why ${name} comes over badly`,
  whyReceiving: 'Why the others come over badly',
  whySelf: 'Why you come over badly',
  why: (reason: QualityReason, name: string): Why =>
    ({
      'their-network': {
        what: `Little of what ${name} sends reaches the server.`,
        advice: `It helps if ${name} moves closer to the Wi-Fi or turns the camera off.`,
      },
      'their-computer': {
        what: `The computer of ${name} does not keep up.`,
        advice: `It helps if ${name} closes other programs.`,
      },
      'own-network': {
        what: 'Your network loses part of what is sent to you.',
        advice: 'Sound is clearer without the videos of the others.',
      },
      'own-computer': {
        what: 'Your computer does not keep up with the pictures.',
        advice: 'Close other programs, or do without the videos of the others.',
      },
      delay: {
        what: 'The way to the server is long, so voices overlap.',
        advice: 'A cable, or another network, is often quicker than this one.',
      },
    })[reason],
  whyOwn: (reason: QualityReason): Why =>
    reason === 'own-computer'
      ? {
          what: 'Your computer does not keep up with your picture.',
          advice: 'Close other programs, or turn your camera off.',
        }
      : {
          what: 'Your network is too slow for all that you send.',
          advice: 'The others hear you better with your camera off.',
        },
  videoOff: 'Turn incoming video off',
  cameraOff: 'Turn camera off',
  statistics: 'Statistics',
  measuring: 'Measuring',
  copyReport: 'Copy report',
  reportCopied: 'Report copied. It holds no names and no addresses.',
  reportHint: 'For whoever helps you: what was measured, without names, addresses or content.',
  reportFailed: 'The report could not be copied.',
  path: 'Path',
  reach: {
    here: 'On this computer',
    lan: 'On this network',
    direct: 'Direct',
    relayed: 'Over a relay',
  } satisfies Record<PathReach, string>,
  roundTrip: 'Round trip',
  sending: 'Sending',
  receiving: 'Receiving',
  sources: {
    microphone: 'Microphone',
    camera: 'Camera',
    screen: 'Screen',
    'screen-audio': 'Sound of the screen',
  },
  stream: (name: string, source: string) => `${name} · ${source}`,
  bitrate: 'Bitrate',
  picture: 'Picture',
  loss: 'Loss',
  jitter: 'Jitter',
  codec: 'Codec',
  layers: 'Sizes sent',
  layer: 'Size received',
  sizeOf: (size: number, sizes: number) => `${size} of ${sizes}`,
  framesPerSecond: (frames: number) => `${frames} fps`,
});
