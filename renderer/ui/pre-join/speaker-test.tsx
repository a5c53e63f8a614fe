import { Play } from 'lucide';
import { useState } from 'preact/hooks';
import type { LocalMedia } from '../../media/media-state.ts';
import { playTone } from '../../media/tones.ts';
import { Icon } from '../icon.tsx';
import { words } from '../words.ts';

/** Lets one hear the chosen speaker. */
export function SpeakerTest({ media }: { media: LocalMedia }) {
  const [state, setState] = useState<'quiet' | 'playing' | 'failed'>('quiet');
  const playing = state === 'playing';
  const play = () => {
    if (playing) return;
    setState('playing');
    playTone('test', media.chosen.peek().speaker).then(
      () => setState('quiet'),
      () => setState('failed'),
    );
  };
  return (
    <>
      <button
        class="button speaker-test"
        type="button"
        aria-busy={playing}
        aria-label={words.devices.testSpeakerLabel}
        onClick={play}
      >
        <Icon node={Play} small />
        {playing ? words.devices.testingSpeaker : words.devices.testSpeaker}
      </button>
      {state === 'failed' && (
        <p class="field-problem" role="alert">
          {words.devices.testFailed}
        </p>
      )}
    </>
  );
}
