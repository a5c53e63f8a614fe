/** Loaded only in a package that names a feed: the one place that runs electron-updater. */
import { app } from 'electron';
import { autoUpdater } from 'electron-updater';
import { createUpdater } from './updater.ts';
import type { Updater } from './updates.ts';

export function loadUpdater(): Updater {
  const updater = createUpdater({
    updater: autoUpdater,
    startAgain: () => {
      app.relaunch();
      app.quit();
    },
  });
  return {
    ...updater,
    install() {
      // The new version may be up before this one is gone, and must not take it for the first.
      app.releaseSingleInstanceLock();
      updater.install();
    },
  };
}
