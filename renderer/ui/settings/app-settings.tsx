import type { Settings } from '../../../preload/contract.ts';
import type { Desktop } from '../../shell/shell.ts';
import { Section, SwitchRow } from './rows.tsx';
import { settingsWords } from './settings-words.ts';
import { ShortcutRow } from './shortcut-row.tsx';

type Switch = 'closeToTray' | 'notifications' | 'launchAtLogin' | 'nearby';

const rows = [
  ['closeToTray', settingsWords.closeToTray, settingsWords.closeToTrayHint],
  ['notifications', settingsWords.notifications, settingsWords.notificationsHint],
  ['launchAtLogin', settingsWords.launchAtLogin, settingsWords.launchAtLoginHint],
  ['nearby', settingsWords.nearby, settingsWords.nearbyHint],
] as const satisfies readonly (readonly [Switch & keyof Settings, string, string])[];

/** How the app behaves among the other programs. */
export function AppSettings({ desktop }: { desktop: Desktop }) {
  const settings = desktop.settings.value;
  return (
    <Section title={settingsWords.app}>
      {rows
        .filter(([name]) => name !== 'closeToTray' || desktop.trayAvailable)
        .map(([name, label, hint]) => (
          <SwitchRow
            key={name}
            label={label}
            hint={hint}
            on={settings[name]}
            onChange={(on) => void desktop.changeSettings({ [name]: on })}
          />
        ))}
      <ShortcutRow desktop={desktop} />
    </Section>
  );
}
