import { videoModes } from '../../state/picture-wish.ts';
import { useSurroundings } from '../surroundings.ts';
import { Section } from './rows.tsx';
import { settingsWords } from './settings-words.ts';

/** How much is received of the pictures of the others: less for a slow network or an old computer. */
export function VideoSettings() {
  const { shell } = useSurroundings();
  const { videoMode } = shell.preferences.value;
  return (
    <Section title={settingsWords.video} hint={settingsWords.videoHints[videoMode]}>
      <fieldset class="segments">
        <legend class="visually-hidden">{settingsWords.video}</legend>
        {videoModes.map((each) => (
          <label key={each} class="segment">
            <input
              class="visually-hidden"
              type="radio"
              name="video-mode"
              value={each}
              checked={each === videoMode}
              onChange={() => shell.changePreferences({ videoMode: each })}
            />
            {settingsWords.videoModes[each]}
          </label>
        ))}
      </fieldset>
    </Section>
  );
}
