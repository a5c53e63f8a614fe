import type { Desktop } from '../../shell/shell.ts';
import type { Notices } from '../notices.ts';
import { words } from '../words.ts';

/** Restarts the app, or says why it does not. */
export async function restartToUpdate(
  desktop: Pick<Desktop, 'restartToUpdate'>,
  notices: Pick<Notices, 'say'>,
): Promise<void> {
  if (!(await desktop.restartToUpdate())) notices.say(words.update.notNow);
}
