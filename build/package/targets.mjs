import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { workerName } from '../setup/worker-prebuilt.mjs';

/** @typedef {'linux' | 'darwin' | 'win32'} Platform */
/** @typedef {{ platform: Platform, arch: string }} Target */

/** What electron-builder calls the systems in `${os}`. */
const systems = { linux: 'linux', darwin: 'mac', win32: 'win' };

/** @param {Target} target */
export const targetName = ({ platform, arch }) => `${systems[platform]}-${arch}`;

/**
 * Where the worker of a target waits to be packed, as electron-builder.yml knows it.
 * @param {string} root
 * @param {Target} target
 */
export const stagedWorker = (root, target) =>
  join(root, 'out', 'package', 'worker', targetName(target), workerName(target.platform));

/**
 * Why this file cannot be the worker of that target, if so: another system's does not run there.
 * @param {string} file
 * @param {Target} target
 */
export function workerFault(file, target) {
  if (!existsSync(file)) return 'is missing';
  const made = machineOf(file);
  const wanted = `${target.platform}-${target.arch}`;
  // Windows on ARM runs programs for x64, and no worker is published for it.
  const accepted = wanted === 'win32-arm64' ? [wanted, 'win32-x64'] : [wanted];
  return accepted.includes(made) ? undefined : `is made for ${made}`;
}

/**
 * The system and processor that a program was compiled for, from its first bytes.
 * @param {string} file
 */
export function machineOf(file) {
  const head = Buffer.alloc(4096);
  const descriptor = openSync(file, 'r');
  const length = readSync(descriptor, head);
  closeSync(descriptor);
  if (head.toString('latin1', 0, 4) === '\x7fELF') {
    return `linux-${nameOf({ 62: 'x64', 183: 'arm64' }, head.readUInt16LE(18))}`;
  }
  if (head.readUInt32LE(0) === 0xfeedfacf) {
    return `darwin-${nameOf({ 16777223: 'x64', 16777228: 'arm64' }, head.readUInt32LE(4))}`;
  }
  if (head.toString('latin1', 0, 2) === 'MZ') {
    const header = head.readUInt32LE(60);
    const machine = header + 6 <= length ? head.readUInt16LE(header + 4) : 0;
    return `win32-${nameOf({ 34404: 'x64', 43620: 'arm64' }, machine)}`;
  }
  return 'no system that Parley runs on';
}

/**
 * @param {Record<number, string>} names
 * @param {number} code
 */
const nameOf = (names, code) => names[code] ?? 'another processor';
