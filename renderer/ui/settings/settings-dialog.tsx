import { limits } from '../../../sfu/protocol/model.ts';
import { type Theme, themes, validName } from '../../state/preferences.ts';
import { Dialog } from '../dialog.tsx';
import { nameProblem } from '../name-field.tsx';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';
import { About } from './about.tsx';
import { AppSettings } from './app-settings.tsx';
import { DeviceSettings } from './device-settings.tsx';
import { HostSettings } from './host-settings.tsx';
import { LanguageRow } from './language-row.tsx';
import { Section, SwitchRow, TextRow } from './rows.tsx';
import { settingsWords } from './settings-words.ts';
import { SoundSettings } from './sound-settings.tsx';
import { VideoSettings } from './video-settings.tsx';
import './settings.css';

/** Everything that can be set. Each change counts at once, so that there is nothing to save. */
export function SettingsDialog({ onClose }: { onClose(): void }) {
  const { shell } = useSurroundings();
  const { desktop } = shell;
  const { displayName, language, theme, sounds } = shell.preferences.value;
  return (
    <Dialog title={words.settings} wide onClose={onClose}>
      {() => (
        <>
          <Section title={settingsWords.you}>
            <TextRow
              label={words.yourName}
              value={displayName}
              onCommit={(text) => {
                const name = validName(text);
                if (name === undefined) return nameProblem(text);
                shell.changePreferences({ displayName: name });
                return undefined;
              }}
              input={{ maxLength: limits.displayNameLength, autocomplete: 'name' }}
            />
          </Section>
          <Section title={settingsWords.appearance}>
            <ThemeRow theme={theme} onChange={(each) => shell.changePreferences({ theme: each })} />
            <LanguageRow
              language={language}
              onChange={(each) => shell.changePreferences({ language: each })}
            />
          </Section>
          <DeviceSettings />
          <SoundSettings />
          <VideoSettings />
          <Section title={settingsWords.meetings}>
            <SwitchRow
              label={settingsWords.sounds}
              hint={settingsWords.soundsHint}
              on={sounds}
              onChange={(on) => shell.changePreferences({ sounds: on })}
            />
          </Section>
          {desktop && <AppSettings desktop={desktop} />}
          {desktop && <HostSettings desktop={desktop} />}
          {desktop && <About desktop={desktop} />}
        </>
      )}
    </Dialog>
  );
}

function ThemeRow({ theme, onChange }: { theme: Theme; onChange(theme: Theme): void }) {
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">{settingsWords.theme}</legend>
      {themes.map((each) => (
        <label key={each} class="segment">
          <input
            class="visually-hidden"
            type="radio"
            name="theme"
            value={each}
            checked={each === theme}
            onChange={() => onChange(each)}
          />
          {settingsWords.themes[each]}
        </label>
      ))}
    </fieldset>
  );
}
