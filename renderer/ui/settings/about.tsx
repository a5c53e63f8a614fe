import type { UpdateState } from '../../../preload/contract.ts';
import type { Desktop } from '../../shell/shell.ts';
import { restartToUpdate } from '../desktop/restart-to-update.ts';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';
import { Section } from './rows.tsx';
import { settingsWords } from './settings-words.ts';

/** Which version this is, and how it stands with newer ones. */
export function About({ desktop }: { desktop: Desktop }) {
  const update = desktop.update.value;
  return (
    <Section title={settingsWords.about}>
      <div class="settings-row">
        <span class="settings-name">
          <span>{settingsWords.version(desktop.version)}</span>
          <span class="fine-print" role="status">
            {sentenceOf(update)}
          </span>
        </span>
        <UpdateButton desktop={desktop} state={update.name} />
      </div>
    </Section>
  );
}

function UpdateButton({ desktop, state }: { desktop: Desktop; state: UpdateState['name'] }) {
  const { notices } = useSurroundings();
  if (state === 'off') return null;
  if (state === 'ready') {
    return (
      <button class="button" type="button" onClick={() => void restartToUpdate(desktop, notices)}>
        {words.update.restart}
      </button>
    );
  }
  const running = state === 'looking' || state === 'fetching';
  return (
    <button
      class="button"
      type="button"
      aria-disabled={running}
      onClick={() => !running && void desktop.lookForUpdate()}
    >
      {settingsWords.lookForUpdate}
    </button>
  );
}

function sentenceOf(update: UpdateState): string {
  const sentences = settingsWords.update;
  switch (update.name) {
    case 'fetching':
    case 'ready':
      return sentences[update.name](update.version);
    case 'failed':
      return sentences.failed(update.message);
    default:
      return sentences[update.name];
  }
}
