/** The whole catalogue in German, loaded by those who speak it. */

import { chat } from './german-chat.ts';
import { device } from './german-device.ts';
import { errors } from './german-errors.ts';
import { permission } from './german-permission.ts';
import { quality } from './german-quality.ts';
import { picker, screen } from './german-screen.ts';
import { settings } from './german-settings.ts';
import { view } from './german-view.ts';
import { words } from './german-words.ts';
import type { Translation } from './translation.ts';

export const german: Translation = {
  words,
  view,
  device,
  quality,
  permission,
  screen,
  picker,
  errors,
  settings,
  chat,
};
