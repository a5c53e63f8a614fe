import { ScreenShare as ScreenShareIcon } from 'lucide';
import type { RefObject } from 'preact';
import type { ScreenShare } from '../../media/media-state.ts';
import type { Shell } from '../../shell/shell.ts';
import { Icon } from '../icon.tsx';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';

interface ShareButtonProps {
  screen: ScreenShare;
  button: RefObject<HTMLButtonElement | null>;
}

/** Starts and stops the own share; the name says what a press will do. */
export function ShareButton({ screen, button }: ShareButtonProps) {
  const { shell } = useSurroundings();
  const { name } = screen.state.value;
  const on = name === 'on';
  if (!screen.available) return null;
  return (
    <button
      class="control"
      type="button"
      ref={button}
      data-on={on}
      aria-busy={name === 'choosing'}
      onClick={() => toggleShare(screen, shell)}
    >
      <Icon node={ScreenShareIcon} />
      <span class="tip">{on ? words.screen.stopSharing : words.screen.share}</span>
    </button>
  );
}

export function toggleShare(screen: ScreenShare, shell: Shell): void {
  if (screen.state.peek().name === 'on') screen.stop();
  else void screen.start(shell.preferences.peek().screenDetail);
}
