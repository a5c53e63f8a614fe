import { useId, useState } from 'preact/hooks';
import type { Desktop } from '../../shell/shell.ts';
import { acceleratorOf, readableAccelerator } from '../../state/accelerator.ts';
import { settingsWords } from './settings-words.ts';

/** A shortcut is set by pressing it. Tab and Escape keep their meaning, so that one gets away. */
export function ShortcutRow({ desktop }: { desktop: Desktop }) {
  const id = useId();
  const [capturing, setCapturing] = useState(false);
  const [problem, setProblem] = useState<string>();
  /** Problems from before the last change are about another shortcut. */
  const [since, setSince] = useState(desktop.problems.peek().length);
  const { muteShortcut } = desktop.settings.value;
  const isMac = desktop.platform === 'macos';
  const taken = desktop.problems.value.slice(since).findLast(isTaken)?.message;
  const said = problem ?? taken;

  const use = async (accelerator: string) => {
    setCapturing(false);
    setSince(desktop.problems.peek().length);
    setProblem(await desktop.changeSettings({ muteShortcut: accelerator }));
  };
  const onKey = (event: KeyboardEvent) => {
    if (!capturing || ['Tab', 'Escape'].includes(event.key)) return;
    event.preventDefault();
    if (['Backspace', 'Delete'].includes(event.key)) return void use('');
    const accelerator = acceleratorOf(event, isMac);
    if (accelerator === 'bare') setProblem(settingsWords.shortcutBare);
    else if (accelerator !== undefined) void use(accelerator);
  };
  const shown = readableAccelerator(muteShortcut, isMac) || settingsWords.shortcutNone;
  return (
    <div class="settings-row settings-row-text">
      <span class="settings-name">
        <span id={id}>{settingsWords.shortcut}</span>
        <span class="fine-print" id={`${id}-hint`}>
          {settingsWords.shortcutHint}
        </span>
      </span>
      <button
        class="field shortcut"
        type="button"
        aria-labelledby={`${id} ${id}-keys`}
        aria-describedby={said === undefined ? `${id}-hint` : `${id}-hint ${id}-problem`}
        aria-pressed={capturing}
        onClick={() => setCapturing(true)}
        onBlur={() => setCapturing(false)}
        onKeyDown={onKey}
      >
        <span id={`${id}-keys`}>{capturing ? settingsWords.shortcutWaiting : shown}</span>
      </button>
      {said !== undefined && (
        <p class="field-problem" id={`${id}-problem`} role="alert">
          {said}
        </p>
      )}
    </div>
  );
}

function isTaken({ code }: { code: string }): boolean {
  return code === 'SHORTCUT_TAKEN';
}
