import type { AudioProcessing } from '../../media/devices.ts';
import { useSurroundings } from '../surroundings.ts';
import { Section, SwitchRow } from './rows.tsx';
import { settingsWords } from './settings-words.ts';

const rows = [
  'echoCancellation',
  'noiseSuppression',
  'autoGainControl',
] as const satisfies readonly (keyof AudioProcessing)[];

/** What is done to the microphone's sound; a change is heard at once. */
export function SoundSettings() {
  const { shell } = useSurroundings();
  const preferences = shell.preferences.value;
  return (
    <Section title={settingsWords.sound} hint={settingsWords.soundHint}>
      {rows.map((name) => (
        <SwitchRow
          key={name}
          label={settingsWords[name]}
          hint={settingsWords[`${name}Hint`]}
          on={preferences[name]}
          onChange={(on) => shell.changePreferences({ [name]: on })}
        />
      ))}
    </Section>
  );
}
