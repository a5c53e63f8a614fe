/** How the server inside the app is set: the environment first, then the settings, then defaults. */
import { join } from 'node:path';
import type { readConfig, SfuOptions } from '../sfu/sfu.ts';
import type { Settings } from './settings.ts';

export interface Places {
  /** The app's own folder for what it keeps. */
  data: string;
  renderer: string;
  /** Where an installed app has what is not in its archive; undefined while developing. */
  resources: string | undefined;
}

/** A room that is hosted stays open, also while nobody is in it. */
const roomGraceMs = 86_400_000;

/** @throws Error with a sentence for each variable that is wrong */
export function hostOptions(
  read: typeof readConfig,
  env: NodeJS.ProcessEnv,
  settings: Settings,
  places: Places,
): SfuOptions {
  const own = {
    PORT: String(settings.hostPort),
    RTC_MIN_PORT: String(settings.mediaPortMin),
    RTC_MAX_PORT: String(settings.mediaPortMax),
    PARLEY_DATA: settings.dataFolder || places.data,
    ROOM_GRACE: String(roomGraceMs),
    // What was said in somebody's own room ends with it, and leaves nothing on their disk.
    CHAT_KEPT: '0',
    LOG_LEVEL: 'warn',
  };
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value));
  const options = read([], { ...own, ...given });
  return {
    ...options,
    rendererFolder: places.renderer,
    // A package runs the worker that it came with, whatever the environment says.
    workerBin: packagedWorker(places.resources) ?? options.workerBin,
  };
}

/** It cannot be started from inside of the app's archive, and lies beside it: electron-builder.yml. */
function packagedWorker(resources: string | undefined): string | undefined {
  if (resources === undefined) return undefined;
  return join(
    resources,
    process.platform === 'win32' ? 'mediasoup-worker.exe' : 'mediasoup-worker',
  );
}
