import { singleKeys } from '../../state/shortcuts.ts';
import { Dialog } from '../dialog.tsx';
import { shortcutNames } from '../shortcut.ts';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';
import './shortcuts-dialog.css';

/** Every key of the meeting, and the switch for those who press letters by accident (WCAG 2.1.4). */
export function ShortcutsDialog({ onClose }: { onClose(): void }) {
  const { shell } = useSurroundings();
  const { singleKeys: enabled } = shell.preferences.value;
  const { keys } = words.view;
  const withCommand = [
    { key: 'D', does: keys.microphone },
    { key: 'E', does: keys.camera },
    { key: 'J', does: keys.chat },
  ];
  return (
    <Dialog title={words.view.shortcuts} onClose={onClose}>
      {() => (
        <>
          <dl class="shortcuts">
            {withCommand.map(({ key, does }) => (
              <Row key={key} shown={shortcutNames(key).shown} does={does} />
            ))}
            {singleKeys.map(({ shortcut, key }) => (
              <Row
                key={key}
                shown={words.view.keyNames[key] ?? key}
                does={words.view.does[shortcut]}
                off={!enabled}
              />
            ))}
          </dl>
          <label class="shortcuts-switch">
            <input
              type="checkbox"
              checked={enabled}
              onChange={() => shell.changePreferences({ singleKeys: !enabled })}
            />
            {keys.single}
          </label>
        </>
      )}
    </Dialog>
  );
}

function Row({ shown, does, off = false }: { shown: string; does: string; off?: boolean }) {
  return (
    <div class="shortcut" data-off={off}>
      <dt>{does}</dt>
      <dd>
        <kbd>{shown}</kbd>
      </dd>
    </div>
  );
}
