import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Marks in every Electron the place where its fuses are set. */
export const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/**
 * Whether this executable is Electron, and no stand-in for it.
 * @param {string} executable
 * @param {NodeJS.Platform} platform
 */
export function isElectron(executable, platform) {
  // On macOS the program is small and all else lies in the framework beside it.
  const file =
    platform === 'darwin'
      ? join(executable, '../../Frameworks/Electron Framework.framework/Electron Framework')
      : executable;
  return existsSync(file) && readFileSync(file).includes(sentinel);
}

/**
 * The folder that Electron's archive unpacks to; on macOS the program lies deep in its bundle.
 * @param {string} executable
 * @param {NodeJS.Platform} platform
 */
export const runtimeFolder = (executable, platform) =>
  platform === 'darwin' ? join(executable, '../../../..') : dirname(executable);
