import { useMemo } from 'preact/hooks';
import type { Tone } from '../media/tones.ts';
import { useSurroundings } from './surroundings.ts';

/** So that ten people who come at once are one tone, in ms. */
const rest = 1_500;

/** Tells by a tone what happens in a meeting, through its speaker, unless the person wants none. */
export function useSounds(): (tone: Tone) => void {
  const { shell, presence } = useSurroundings();
  return useMemo(() => {
    let last = -rest;
    return (tone) => {
      const media = presence.peek()?.session.media;
      const now = performance.now();
      if (!media || !shell.preferences.peek().sounds || now - last < rest) return;
      last = now;
      // The tone says nothing that is not also written: where it cannot be played, nothing is lost.
      void import('../media/tones.ts')
        .then(({ playTone }) => playTone(tone, media.chosen.peek().speaker))
        .catch(() => undefined);
    };
  }, [shell, presence]);
}
