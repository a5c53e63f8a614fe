import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ninjaProgress, prepareSources } from '../../build/setup/worker-build.mjs';
import { applyEdit, edits } from '../../build/worker/recipe.mjs';
import { temporaryFolder, writeInto } from './temporary.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const sources = join(root, 'node_modules', 'mediasoup', 'worker');
const recipe = join(root, 'build', 'worker');

describe('the recipe for the worker', () => {
  test('fits the sources of the installed mediasoup and replaces all that it would fetch', () => {
    const target = temporaryFolder();
    prepareSources(sources, recipe, target);
    const read = (file: string) => readFileSync(join(target, file), 'utf8');

    const meson = read('meson.build') + read('deps/libwebrtc/meson.build');
    // What only other systems or mediasoup's own tests ask for stays unanswered.
    const subprojects = [...meson.matchAll(/subproject\('([^']+)'\)/g)]
      .map((match) => match[1] ?? '')
      .filter((name) => !['wingetopt', 'catch2'].includes(name));
    expect(new Set(subprojects).size).toBe(6);
    for (const name of subprojects) {
      expect(existsSync(join(target, 'subprojects', name, 'meson.build')), name).toBe(true);
    }
    expect(meson).toContain("meson_version: '>= 1.0.0'");
    expect(read('src/RTC/DtlsTransport.cpp')).toContain('(operationType & BIO_CB_RETURN) != 0');
  });

  test('leaves a worker that was built in place out of the copy', () => {
    const folder = temporaryFolder();
    for (const { file } of edits) {
      writeInto(folder, `from/${file}`, readFileSync(join(sources, file), 'utf8'));
    }
    writeInto(folder, 'from/out/Release/mediasoup-worker', 'binary');
    prepareSources(join(folder, 'from'), recipe, join(folder, 'to'));
    expect(existsSync(join(folder, 'to', 'out'))).toBe(false);
    expect(existsSync(join(folder, 'to', 'meson.build'))).toBe(true);
  });

  test.each(edits)('refuses a $file that no longer has what it changes', (edit) => {
    expect(() => applyEdit('something else', edit)).toThrow(edit.file);
  });

  test('refuses what it would change more often than it knows of', () => {
    const edit = { file: 'a.cpp', find: 'x', replace: 'y', times: 1 };
    expect(applyEdit('axb', edit)).toBe('ayb');
    expect(() => applyEdit('axbx', edit)).toThrow('a.cpp: expected 1 × x, found 2');
  });
});

describe('ninjaProgress', () => {
  test.each([
    ['[43/212] Compiling C++ object mediasoup-worker.p/src_lib.cpp.o', { done: 43, total: 212 }],
    ['[1/2] Linking', { done: 1, total: 2 }],
    ['ninja: Entering directory `build`', undefined],
    ['../src/a.cpp:12: warning: [43/212]', undefined],
    ['', undefined],
  ])('%s', (line, expected) => {
    expect(ninjaProgress(line)).toEqual(expected);
  });
});
