import type { AudioProcessing } from '../../media/devices.ts';
import { useSurroundings } from '../surroundings.ts';
import { Section, SwitchRow } from './rows.tsx';
import { settingsWords } from './settings-words.ts';

const rows = [
  ['echoCancellation', settingsWords.echoCancellation, settingsWords.echoCancellationHint],
  ['noiseSuppression', settingsWords.noiseSuppression, settingsWords.noiseSuppressionHint],
  ['autoGainControl', settingsWords.autoGainControl, settingsWords.autoGainControlHint],
] as const satisfies readonly (readonly [keyof AudioProcessing, string, string])[];

/** What is done to the microphone's sound; a change is heard at once. */
export function SoundSettings() {
  const { shell } = useSurroundings();
  const preferences = shell.preferences.value;
  return (
    <Section title={settingsWords.sound} hint={settingsWords.soundHint}>
      {rows.map(([name, label, hint]) => (
        <SwitchRow
          key={name}
          label={label}
          hint={hint}
          on={preferences[name]}
          onChange={(on) => shell.changePreferences({ [name]: on })}
        />
      ))}
    </Section>
  );
}
