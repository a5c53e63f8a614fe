/** Short tones, made here and not loaded: to try a speaker, and to tell what happens in a meeting. */

export type Tone = 'test' | 'joined' | 'left' | 'message' | 'hand';

interface Melody {
  /** One after the other, in Hz. */
  notes: readonly number[];
  /** How long each sounds, in s. */
  length: number;
  /** From 0 to 1. */
  loudness: number;
}

// What comes rises, what goes falls, so that one need not look. All but the test stay behind voices.
const melodies: Record<Tone, Melody> = {
  test: { notes: [523.25, 783.99], length: 0.35, loudness: 0.25 },
  joined: { notes: [523.25, 659.25], length: 0.14, loudness: 0.08 },
  left: { notes: [659.25, 523.25], length: 0.14, loudness: 0.08 },
  message: { notes: [880], length: 0.12, loudness: 0.06 },
  hand: { notes: [587.33, 587.33, 783.99], length: 0.12, loudness: 0.08 },
};

/**
 * Plays a tone through this speaker ('' is the default) and resolves when it has ended. Rejects where
 * the browser cannot play through it.
 */
export async function playTone(tone: Tone, speaker: string): Promise<void> {
  const context = new AudioContext();
  const output = context.createMediaStreamDestination();
  const player = new Audio();
  try {
    // Through an element, as those are heard who speak: browsers route both the same way.
    player.srcObject = output.stream;
    await player.setSinkId?.(speaker);
    await Promise.all([context.resume(), player.play()]);
    await sound(melodies[tone], context, output);
  } finally {
    player.pause();
    player.srcObject = null;
    await context.close();
  }
}

function sound(
  { notes, length, loudness }: Melody,
  context: AudioContext,
  output: AudioNode,
): Promise<void> {
  const begin = context.currentTime + 0.05;
  const endings = notes.map((frequency, index) => {
    const from = begin + index * length;
    const oscillator = new OscillatorNode(context, { type: 'sine', frequency });
    const gain = new GainNode(context, { gain: 0 });
    // Sound that begins or ends at once would click.
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(loudness, from + 0.03);
    gain.gain.exponentialRampToValueAtTime(0.001, from + length);
    oscillator.connect(gain).connect(output);
    oscillator.start(from);
    oscillator.stop(from + length);
    return new Promise((resolve) => oscillator.addEventListener('ended', resolve, { once: true }));
  });
  return Promise.all(endings).then(() => undefined);
}
