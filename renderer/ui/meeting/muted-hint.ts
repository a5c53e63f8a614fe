import { useEffect } from 'preact/hooks';
import type { LocalMedia } from '../../media/media-state.ts';
import { hearMuted, noSpeech } from '../../state/muted-speech.ts';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';

/** How often the level is looked at, in ms. */
const interval = 100;

/** Tells somebody who speaks and is not heard; nothing of what was said leaves the machine. */
export function useMutedHint(media: LocalMedia): void {
  const { notices, shell } = useSurroundings();
  const off = media.microphone.value.name === 'off';
  useEffect(() => {
    if (!off) return;
    let level = 0;
    // Watching it is what measures it.
    const unwatch = media.mutedLevel.subscribe((value) => {
      level = value;
    });
    let speech = noSpeech;
    const timer = setInterval(() => {
      const { next, tell } = hearMuted(speech, level, interval, performance.now());
      speech = next;
      if (tell) notices.say(words.view.youAreMuted(shell.preferences.peek().singleKeys));
    }, interval);
    return () => {
      clearInterval(timer);
      unwatch();
    };
  }, [off, media, notices, shell]);
}
