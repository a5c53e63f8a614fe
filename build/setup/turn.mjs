import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const lookAgainMs = 300;
/** Where nothing can be written nothing can be set up either, and no turn is needed. */
const readOnly = new Set(['EACCES', 'EPERM', 'EROFS']);

/**
 * Waits until no other run sets up the same folder, as `npm start` beside `npm test` would, and
 * answers how to give up the turn. A run that was killed holds nobody up.
 * @param {string} root
 * @param {(pid: number) => void} onWait told once
 */
export async function takeTurn(root, onWait) {
  const file = join(root, 'out', '.setting-up');
  for (let told = false; !claim(file); ) {
    const holder = holderOf(file);
    if (holder !== undefined && !lives(holder)) {
      rmSync(file, { force: true });
      continue;
    }
    if (holder !== undefined && !told) onWait(holder);
    told ||= holder !== undefined;
    await pause(lookAgainMs);
  }
  const release = () => {
    process.off('exit', release);
    if (holderOf(file) === process.pid) rmSync(file, { force: true });
  };
  process.once('exit', release);
  return release;
}

/**
 * Linked into place, so that the file names its holder from its first moment.
 * @param {string} file
 */
function claim(file) {
  const own = `${file}.${process.pid}`;
  try {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(own, String(process.pid));
    linkSync(own, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (readOnly.has(codeOf(error))) return true;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * Undefined when the file has just gone.
 * @param {string} file
 */
function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process lives, though it may not be signalled.
    return codeOf(error) === 'EPERM';
  }
}

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Error && 'code' in error ? String(error.code) : '');
