/**
 * The catalogue of words. English is in the files that are named `words`; another language is loaded
 * before the first screen is drawn and takes the place of every part of it.
 */
import type { Language } from '../../state/language.ts';
import type { Translation } from './translation.ts';

const translations: Record<Exclude<Language, 'en'>, () => Promise<Translation>> = {
  de: async () => (await import('./german.ts')).german,
};

const parts = new Map<keyof Translation, object>();
let spoken: Translation | undefined;

/** A part of the catalogue: English, until another language is spoken. */
export function part<Words extends object>(name: keyof Translation, english: Words): Words {
  parts.set(name, english);
  return Object.assign(english, spoken?.[name]);
}

/**
 * From now on every part is in this language, also those that are loaded later. Screens that are
 * drawn keep their words. Stays with English where the other cannot be loaded.
 */
export async function speak(language: Language, page: { lang: string }): Promise<void> {
  if (language === 'en') return;
  try {
    const translation = await translations[language]();
    spoken = translation;
    for (const [name, english] of parts) Object.assign(english, translation[name]);
    page.lang = language;
  } catch {
    // The meeting matters more than its language, and English is there already.
  }
}
