/** Which language the screens speak. */

/** Each with its name in itself, as people who look for it read it. */
export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

/** What a person may choose: the first of the system's languages that there is, or one of ours. */
export const languageChoices = ['system', 'en', 'de'] as const;
export type LanguageChoice = (typeof languageChoices)[number];

/** @param preferred BCP 47 tags as in `navigator.languages`, the best first */
export function chooseLanguage(choice: LanguageChoice, preferred: readonly string[]): Language {
  if (choice !== 'system') return choice;
  for (const tag of preferred) {
    const base = tag.split('-')[0]?.toLowerCase() ?? '';
    if (isLanguage(base)) return base;
  }
  return 'en';
}

function isLanguage(base: string): base is Language {
  return Object.hasOwn(languages, base);
}
