/** Every word about microphone, camera and speaker, in English; a part of `words`. */
import type { DeviceKind, LocalKind } from '../media/media-state.ts';
import { part } from './languages/language.ts';

const kinds: Record<DeviceKind, string> = {
  microphone: 'microphone',
  camera: 'camera',
  speaker: 'speaker',
};

/** A device whose name is not known is the one that the system takes. */
const named = (kind: DeviceKind, label: string) => label || `the system's ${kinds[kind]}`;
const atStart = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const deviceWords = part('device', {
  muteMicrophone: 'Mute microphone',
  unmuteMicrophone: 'Unmute microphone',
  turnCameraOff: 'Turn camera off',
  turnCameraOn: 'Turn camera on',
  gone: (kind: DeviceKind, from: string, to: string) =>
    `${atStart(named(kind, from))} is gone. Using ${named(kind, to)}.`,
  back: (kind: DeviceKind, to: string) => `${atStart(named(kind, to))} is back and in use.`,
  undo: 'Undo',
  change: 'Change',
  stalled: {
    microphone: {
      what: 'No sound comes from the microphone.',
      advice: 'Look for a switch on it or on the computer, or choose another one.',
    },
    camera: {
      what: 'No picture comes from the camera.',
      advice: 'Look for a lid or a switch on it, or choose another one.',
    },
  } satisfies Record<LocalKind, { what: string; advice: string }>,
  testSpeaker: 'Test',
  testSpeakerLabel: 'Play a test tone',
  testingSpeaker: 'Playing',
  testFailed: 'The tone could not be played. Choose another speaker.',
} as const);
