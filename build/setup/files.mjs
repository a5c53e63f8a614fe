import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * A short name for the content of files and folders, the same on every machine that has them.
 * @param {string} root
 * @param {readonly string[]} paths relative to root; what is not there counts as empty
 */
export function contentHash(root, paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesUnder(join(root, path)))) {
    const name = relative(root, file).replaceAll('\\', '/');
    const content = readFileSync(file);
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/**
 * The content of a JSON file, or undefined when it is missing or broken.
 * @param {string} file
 * @returns {unknown}
 */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Puts a program into its place by renaming it, so that nobody ever meets half a file there, however many build at once.
 * @param {string} from
 * @param {string} destination
 */
export function install(from, destination) {
  mkdirSync(dirname(destination), { recursive: true });
  const whole = `${destination}.${process.pid}`;
  copyFileSync(from, whole);
  chmodSync(whole, 0o755);
  renameSync(whole, destination);
}

/**
 * The end of a log, for those who should not have to open it.
 * @param {string} file
 * @param {number} count
 */
export function lastLines(file, count) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}
