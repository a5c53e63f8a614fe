import type { Settings, SettingsChange } from '../../../preload/contract.ts';
import type { Desktop } from '../../shell/shell.ts';
import { Section, TextRow } from './rows.tsx';
import { settingsWords } from './settings-words.ts';

type PortName = 'hostPort' | 'mediaPortMin' | 'mediaPortMax';

/** Where the server of this computer listens and keeps what is its own. */
export function HostSettings({ desktop }: { desktop: Desktop }) {
  const settings = desktop.settings.value;
  const change = (wanted: SettingsChange) => desktop.changeSettings(wanted);
  const changePort = (name: PortName, text: string) => {
    const port = portOf(text);
    if (port === undefined) return settingsWords.portProblem;
    const changed: Settings = { ...settings, [name]: port };
    if (changed.mediaPortMin > changed.mediaPortMax) return settingsWords.portOrder;
    return change({ [name]: port });
  };
  const ports = [
    ['hostPort', settingsWords.port],
    ['mediaPortMin', settingsWords.mediaPortMin],
    ['mediaPortMax', settingsWords.mediaPortMax],
  ] as const;
  return (
    <Section title={settingsWords.hosting} hint={settingsWords.hostingHint}>
      {ports.map(([name, label]) => (
        <TextRow
          key={name}
          label={label}
          value={`${settings[name]}`}
          onCommit={(text) => changePort(name, text)}
          input={{ inputMode: 'numeric', maxLength: 5 }}
        />
      ))}
      <TextRow
        label={settingsWords.dataFolder}
        hint={settingsWords.dataFolderHint}
        value={settings.dataFolder}
        onCommit={(text) => change({ dataFolder: text.trim() })}
      />
    </Section>
  );
}

function portOf(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}
