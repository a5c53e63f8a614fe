/** electron-updater in the few words that the app has for it. */
import type { AppUpdater, UpdateCheckResult } from 'electron-updater';
import type { Updater } from './updates.ts';

export interface UpdaterOptions {
  updater: Pick<
    AppUpdater,
    | 'autoDownload'
    | 'autoInstallOnAppQuit'
    | 'checkForUpdates'
    | 'downloadUpdate'
    | 'logger'
    | 'once'
    | 'quitAndInstall'
    | 'requestHeaders'
  >;
  /** The new version could not be put in place: the old one starts again. */
  startAgain: () => void;
}

export function createUpdater({ updater, startAgain }: UpdaterOptions): Updater {
  updater.autoDownload = false;
  // Where it asks for an administrator, or starts the new version only to end it, quitting must not.
  updater.autoInstallOnAppQuit = false;
  updater.logger = null;
  // It would tell the feed a number by which this computer is known again.
  updater.requestHeaders = { 'x-user-staging-id': 'none' };
  let found: UpdateCheckResult | null = null;
  return {
    async look() {
      found = await updater.checkForUpdates();
      return found?.isUpdateAvailable ? found.updateInfo.version : undefined;
    },
    async fetch(signal) {
      signal.throwIfAborted();
      const token = found?.cancellationToken;
      const cancel = () => token?.cancel();
      signal.addEventListener('abort', cancel);
      try {
        await updater.downloadUpdate(token);
        signal.throwIfAborted();
      } finally {
        signal.removeEventListener('abort', cancel);
      }
    },
    install() {
      updater.once('error', startAgain);
      const [silent, startAfterwards] = [true, true];
      updater.quitAndInstall(silent, startAfterwards);
    },
  };
}
