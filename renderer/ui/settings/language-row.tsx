import { ChevronDown, Languages } from 'lucide';
import { useId } from 'preact/hooks';
import { type LanguageChoice, languageChoices, languages } from '../../state/language.ts';
import { Icon } from '../icon.tsx';
import { settingsWords } from './settings-words.ts';

interface LanguageRowProps {
  language: LanguageChoice;
  onChange(language: LanguageChoice): void;
}

export function LanguageRow({ language, onChange }: LanguageRowProps) {
  const id = useId();
  return (
    <>
      <div class="device">
        <Icon node={Languages} />
        <label class="visually-hidden" for={id}>
          {settingsWords.language}
        </label>
        <select
          id={id}
          value={language}
          aria-describedby={`${id}-hint`}
          onChange={({ currentTarget }) => {
            const choice = languageChoices.find((each) => each === currentTarget.value);
            if (choice) onChange(choice);
          }}
        >
          {languageChoices.map((each) => (
            <option key={each} value={each} lang={each === 'system' ? undefined : each}>
              {each === 'system' ? settingsWords.languageOfSystem : languages[each]}
            </option>
          ))}
        </select>
        <Icon node={ChevronDown} small />
      </div>
      <p class="fine-print" id={`${id}-hint`}>
        {settingsWords.languageHint}
      </p>
    </>
  );
}
