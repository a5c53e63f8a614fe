import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sentinel } from './runtime.mjs';

const sentence = 'This is an imitation of the Electron runtime: it packs, and does not run.';
const program = `#!/bin/sh\necho '${sentence}' >&2\nexit 1\n`;
/** As Electron's fuses come: version 1, eight of them, each `0` or `1` (electronjs.org, "Electron Fuses"). */
const fuses = `${sentinel}\x01\x0810110001`;
const programs = ['chrome-sandbox', 'chrome_crashpad_handler'];
const others = [
  ...['LICENSE', 'LICENSES.chromium.html', 'icudtl.dat', 'locales/en-US.pak', 'resources.pak'],
  ...['chrome_100_percent.pak', 'chrome_200_percent.pak', 'snapshot_blob.bin'],
  ...[
    'v8_context_snapshot.bin',
    'libEGL.so',
    'libGLESv2.so',
    'libffmpeg.so',
    'libvk_swiftshader.so',
  ],
];

/**
 * Makes a folder that electron-builder takes for a Linux runtime. Where the real one cannot be had,
 * packages of it show that all that is ours is packed rightly.
 * @param {string} folder
 * @param {string} version of the runtime that it stands for
 */
export function imitateRuntime(folder, version) {
  /** @type {[name: string, content: string, mode: number][]} */
  const files = [
    ...programs.map((name) => /** @type {[string, string, number]} */ ([name, program, 0o755])),
    // Behind the script's end, so that they can be set as in the real program.
    ['electron', `${program}${fuses}`, 0o755],
    ...others.map((name) => /** @type {[string, string, number]} */ ([name, sentence, 0o644])),
    ['version', version, 0o644],
  ];
  for (const [name, content, mode] of files) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode });
  }
  // electron-builder puts the app in here, and would read an archive that it found.
  mkdirSync(join(folder, 'resources'), { recursive: true });
}
