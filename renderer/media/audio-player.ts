/** Plays one track, as loud as is wanted. */

/** What the playback needs of it. */
export interface AudioPlayer {
  play(track: MediaStreamTrack): Promise<void>;
  setSpeaker(deviceId: string): Promise<void>;
  /** 0 is silence, 1 as it comes, 2 twice that. */
  setVolume(volume: number): void;
  stop(): void;
}

/**
 * Chromium plays remote sound only through an element, which need not be in the page. What is to be
 * louder than it comes goes through an audio graph besides, and the element is muted meanwhile.
 */
export function createElementPlayer(): AudioPlayer {
  const element = new Audio();
  let stream: MediaStream | undefined;
  let amplifier: Amplifier | undefined;
  let speaker = '';
  let volume = 1;
  const apply = () => {
    element.volume = Math.min(1, volume);
    if (volume <= 1 || !stream) {
      amplifier?.close();
      amplifier = undefined;
      element.muted = false;
      return;
    }
    amplifier ??= amplify(stream, speaker, () => {
      // Only now, because a graph that waits for a gesture is silent.
      if (amplifier) element.muted = true;
    });
    amplifier.setGain(volume);
  };
  return {
    play(track) {
      stream ??= new MediaStream([track]);
      element.srcObject ??= stream;
      apply();
      return element.play();
    },
    async setSpeaker(deviceId) {
      speaker = deviceId;
      await Promise.all([element.setSinkId?.(deviceId), amplifier?.setSpeaker(deviceId)]);
    },
    setVolume(wanted) {
      volume = wanted;
      apply();
    },
    stop() {
      amplifier?.close();
      amplifier = undefined;
      stream = undefined;
      element.pause();
      element.srcObject = null;
    },
  };
}

interface Amplifier {
  setGain(gain: number): void;
  setSpeaker(deviceId: string): Promise<void>;
  close(): void;
}

/** Tells `running` once it can be heard. */
function amplify(stream: MediaStream, speaker: string, running: () => void): Amplifier {
  const context = new AudioContext();
  const gain = new GainNode(context);
  context.createMediaStreamSource(stream).connect(gain).connect(context.destination);
  const setSpeaker = async (deviceId: string) => {
    // Not every browser can send a graph elsewhere; its sound then stays with the default device.
    if ('setSinkId' in context && typeof context.setSinkId === 'function') {
      await context.setSinkId(deviceId);
    }
  };
  if (speaker) setSpeaker(speaker).catch(() => {});
  context.resume().then(running, () => {});
  return {
    setGain(wanted) {
      gain.gain.value = wanted;
    },
    setSpeaker,
    close: () => void context.close(),
  };
}
