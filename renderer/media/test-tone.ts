/** A short tone out of a chosen speaker, so that one hears whether it works before the others speak. */

/** Two notes, in Hz, one after the other. */
const notes = [523.25, 783.99];
/** How long each sounds, in s. */
const length = 0.35;
const loudness = 0.25;

/**
 * Plays the tone through this speaker ('' is the default) and resolves when it has ended. Rejects
 * where the browser cannot play through it.
 */
export async function playTestTone(speaker: string): Promise<void> {
  const context = new AudioContext();
  const output = context.createMediaStreamDestination();
  const player = new Audio();
  try {
    // Through an element, as those are heard who speak: browsers route both the same way.
    player.srcObject = output.stream;
    await player.setSinkId?.(speaker);
    await Promise.all([context.resume(), player.play()]);
    await soundNotes(context, output);
  } finally {
    player.pause();
    player.srcObject = null;
    await context.close();
  }
}

function soundNotes(context: AudioContext, output: AudioNode): Promise<void> {
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
