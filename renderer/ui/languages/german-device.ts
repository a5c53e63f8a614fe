/** Every word about microphone, camera and speaker, in German. */
import type { DeviceKind } from '../../media/media-state.ts';
import type { Translation } from './translation.ts';

const ofSystem: Record<DeviceKind, string> = {
  microphone: 'das Mikrofon des Systems',
  camera: 'die Kamera des Systems',
  speaker: 'der Lautsprecher des Systems',
};

const named = (kind: DeviceKind, label: string) => label || ofSystem[kind];
const atStart = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const device: Translation['device'] = {
  muteMicrophone: 'Mikrofon stummschalten',
  unmuteMicrophone: 'Mikrofon einschalten',
  turnCameraOff: 'Kamera ausschalten',
  turnCameraOn: 'Kamera einschalten',
  gone: (kind, from, to) =>
    `${atStart(named(kind, from))} ist weg. Jetzt in Gebrauch: ${named(kind, to)}.`,
  back: (kind, to) => `${atStart(named(kind, to))} ist wieder da und in Gebrauch.`,
  undo: 'Rückgängig',
  change: 'Ändern',
  stalled: {
    microphone: {
      what: 'Vom Mikrofon kommt kein Ton.',
      advice: 'Sehen Sie nach einem Schalter daran oder am Computer, oder wählen Sie ein anderes.',
    },
    camera: {
      what: 'Von der Kamera kommt kein Bild.',
      advice: 'Sehen Sie nach einer Klappe oder einem Schalter, oder wählen Sie eine andere.',
    },
  },
  testSpeaker: 'Testen',
  testSpeakerLabel: 'Einen Testton abspielen',
  testingSpeaker: 'Spielt',
  testFailed: 'Der Ton ließ sich nicht abspielen. Wählen Sie einen anderen Lautsprecher.',
};
