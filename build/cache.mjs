import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Where this machine keeps what can be fetched or built again.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @param {string} home
 */
export function cacheFolder(env, platform, home = homedir()) {
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'parley');
  if (platform === 'win32') {
    return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'parley', 'Cache');
  }
  return join(env.XDG_CACHE_HOME || join(home, '.cache'), 'parley');
}

/** The user's cache folder, and the notes in it about what could not be fetched. */
export class Cache {
  #folder;
  #now;

  /**
   * @param {string} folder
   * @param {() => number} now
   */
  constructor(folder, now = Date.now) {
    this.#folder = folder;
    this.#now = now;
  }

  /**
   * A path inside the cache, whether or not something is there.
   * @param {...string} parts
   */
  path(...parts) {
    return join(this.#folder, ...parts);
  }

  /**
   * A folder inside the cache that exists.
   * @param {string} name
   */
  folder(name) {
    mkdirSync(this.path(name), { recursive: true });
    return this.path(name);
  }

  /**
   * An empty log file of that name.
   * @param {string} name
   */
  log(name) {
    const file = join(this.folder('logs'), `${name}.log`);
    writeFileSync(file, '');
    return file;
  }

  /**
   * Why this could not be fetched during the last day, so that nobody waits for it again.
   * @param {string} what
   * @returns {string | undefined}
   */
  recentFailure(what) {
    const file = this.path('failed', `${what}.txt`);
    if (!existsSync(file)) return undefined;
    const [at = '', ...why] = readFileSync(file, 'utf8').trimEnd().split('\n');
    const age = this.#now() - Date.parse(at);
    return age >= 0 && age < dayMs ? why.join('\n') : undefined;
  }

  /**
   * @param {string} what
   * @param {string} why
   */
  rememberFailure(what, why) {
    const file = join(this.folder('failed'), `${what}.txt`);
    writeFileSync(file, `${new Date(this.#now()).toISOString()}\n${why}\n`);
  }

  /** Everything may be tried again. */
  forgetFailures() {
    rmSync(this.path('failed'), { recursive: true, force: true });
  }
}
