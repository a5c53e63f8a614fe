/** What a language has to bring. What is missing does not compile. */

import type { chatWords } from '../chat/chat-words.ts';
import type { deviceWords } from '../device-words.ts';
import type { errorWords } from '../error-words.ts';
import type { permissionWords } from '../permission-words.ts';
import type { qualityWords } from '../quality-words.ts';
import type { pickerWords, screenWords } from '../screen-words.ts';
import type { settingsWords } from '../settings/settings-words.ts';
import type { viewWords } from '../view-words.ts';
import type { words } from '../words.ts';

/** The same shape, in whatever words. */
type Spoken<T> = T extends string
  ? string
  : T extends (...args: infer Args) => infer Said
    ? (...args: Args) => Spoken<Said>
    : T extends readonly (infer Each)[]
      ? Spoken<Each>[]
      : T extends object
        ? { [Key in keyof T]: Spoken<T[Key]> }
        : T;

export interface Translation {
  /** Without the parts that have an entry of their own. */
  words: Spoken<
    Omit<typeof words, 'screen' | 'picker' | 'view' | 'devices' | 'quality' | 'permission'>
  >;
  view: Spoken<typeof viewWords>;
  device: Spoken<typeof deviceWords>;
  quality: Spoken<typeof qualityWords>;
  permission: Spoken<typeof permissionWords>;
  screen: Spoken<typeof screenWords>;
  picker: Spoken<typeof pickerWords>;
  errors: Spoken<typeof errorWords>;
  settings: Spoken<typeof settingsWords>;
  chat: Spoken<typeof chatWords>;
}
