#!/usr/bin/env node
/**
 * Stands in for fpm, as far as electron-builder uses it for a deb, with Debian's own dpkg-deb:
 * fpm itself is a download.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const text = /** @type {const} */ ({ type: 'string', default: '' });
const noNames = /** @type {string[]} */ ([]);
const list = { .../** @type {const} */ ({ type: 'string', multiple: true }), default: noNames };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    force: { type: 'boolean' },
    debug: { type: 'boolean' },
    log: text,
    source: { ...text, short: 's' },
    type: { ...text, short: 't' },
    depends: { ...list, short: 'd' },
    'deb-recommends': list,
    'deb-compression': { type: 'string', default: 'xz' },
    'deb-priority': { type: 'string', default: 'optional' },
    architecture: text,
    'after-install': text,
    'after-remove': text,
    description: text,
    version: text,
    package: text,
    name: text,
    maintainer: text,
    vendor: text,
    url: text,
    license: text,
    category: { type: 'string', default: 'net' },
  },
});
if (values.type !== 'deb') throw new Error(`Only debs can be made here, not ${values.type}.`);

const root = mkdtempSync(join(tmpdir(), 'parley-deb-'));
try {
  // A temporary folder is its owner's alone, and the package's root would be too.
  chmodSync(root, 0o755);
  for (const input of positionals) copyInput(input);
  mkdirSync(join(root, 'DEBIAN'));
  writeFileSync(join(root, 'DEBIAN', 'control'), control());
  for (const [name, file] of [
    ['postinst', values['after-install']],
    ['postrm', values['after-remove']],
  ]) {
    if (!name || !file) continue;
    copyFileSync(file, join(root, 'DEBIAN', name));
    chmodSync(join(root, 'DEBIAN', name), 0o755);
  }
  const options = ['--root-owner-group', `-Z${values['deb-compression']}`];
  execFileSync('dpkg-deb', [...options, '--build', root, values.package], { stdio: 'inherit' });
} finally {
  rmSync(root, { recursive: true, force: true });
}

/**
 * `from=to` is a file and its place, `from/=to` a folder whose content goes there.
 * @param {string} input
 */
function copyInput(input) {
  const at = input.indexOf('=');
  const from = input.slice(0, at);
  const to = join(root, input.slice(at + 1));
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}

function control() {
  const fields = {
    Package: values.name,
    Version: values.version,
    Architecture: values.architecture,
    Maintainer: values.maintainer,
    'Installed-Size': String(Math.ceil(bytesUnder(root) / 1024)),
    Depends: [...new Set(values.depends)].join(', '),
    Recommends: values['deb-recommends'].join(', '),
    Section: values.category,
    Priority: values['deb-priority'],
    Homepage: values.url,
    Description: values.description,
  };
  return Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

/**
 * @param {string} folder
 * @returns {number}
 */
function bytesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sum + bytesUnder(path);
    return entry.isFile() ? sum + statSync(path).size : sum;
  }, 0);
}
