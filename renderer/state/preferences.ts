/** How the person wants things to be, as it was last time. */
import * as z from 'zod/mini';
import { displayName } from '../../sfu/protocol/model.ts';
import { layoutChoices } from './casting.ts';
import { type LanguageChoice, languageChoices } from './language.ts';
import { videoModes } from './picture-wish.ts';
import { readJson, type Storage } from './storage.ts';
import { volumes } from './volumes.ts';

const key = 'parley.preferences';
/** On its own, because theme.js reads it before the first paint. */
const themeKey = 'parley.theme';
/** On its own, because no screen can be drawn before it is known. */
const languageKey = 'parley.language';

export const themes = ['system', 'dark', 'light', 'contrast'] as const;
export type Theme = (typeof themes)[number];

// Each field on its own: one that was damaged or is of an older version does not take the others.
const schema = z.object({
  displayName: z.catch(displayName, ''),
  microphone: z.catch(z.boolean(), true),
  camera: z.catch(z.boolean(), true),
  screenDetail: z.catch(z.enum(['text', 'motion']), 'text'),
  layout: z.catch(z.enum(layoutChoices), 'auto'),
  hideSelf: z.catch(z.boolean(), false),
  hideWithoutVideo: z.catch(z.boolean(), false),
  singleKeys: z.catch(z.boolean(), true),
  volumes: z.catch(volumes, []),
  echoCancellation: z.catch(z.boolean(), true),
  noiseSuppression: z.catch(z.boolean(), true),
  autoGainControl: z.catch(z.boolean(), true),
  /** How much is received of the pictures of the others. */
  videoMode: z.catch(z.enum(videoModes), 'full'),
  /** A short tone when somebody comes, leaves, writes or raises a hand. */
  sounds: z.catch(z.boolean(), true),
});

export type Preferences = z.output<typeof schema> & { theme: Theme; language: LanguageChoice };

export function readPreferences(storage: Storage): Preferences {
  const stored = z.safeParse(schema, readJson(storage, key));
  const known = stored.success ? stored.data : schema.parse({});
  const theme = themes.find((each) => each === storage.read(themeKey)) ?? 'system';
  return { ...known, theme, language: readLanguage(storage) };
}

/** The language alone, which is needed before anything else. */
export function readLanguage(storage: Storage): LanguageChoice {
  return languageChoices.find((each) => each === storage.read(languageKey)) ?? 'system';
}

export function changePreferences(
  storage: Storage,
  { theme, language, ...change }: Partial<Preferences>,
): void {
  if (theme !== undefined) storage.write(themeKey, theme);
  if (language !== undefined) storage.write(languageKey, language);
  const { theme: _theme, language: _language, ...known } = readPreferences(storage);
  storage.write(key, JSON.stringify({ ...known, ...change }));
}

/** The name as others will see it, or undefined when it cannot be one. */
export function validName(text: string): string | undefined {
  const name = z.safeParse(displayName, text);
  return name.success ? name.data : undefined;
}
