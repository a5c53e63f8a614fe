import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import beforePack from '../../../build/package/before-pack.mjs';
import { isElectron, runtimeFolder } from '../../../build/package/runtime.mjs';
import {
  machineOf,
  stagedWorker,
  type Target,
  targetName,
  workerFault,
} from '../../../build/package/targets.mjs';
import { temporaryFolder, writeInto } from '../temporary.ts';

/** The first bytes of a program for that system, as far as they are looked at. */
function program(kind: 'elf' | 'mach-o' | 'pe', machine: number): Buffer {
  const bytes = Buffer.alloc(256);
  if (kind === 'elf') {
    bytes.write('\x7fELF', 'latin1');
    bytes.writeUInt16LE(machine, 18);
  } else if (kind === 'mach-o') {
    bytes.writeUInt32LE(0xfeedfacf, 0);
    bytes.writeUInt32LE(machine, 4);
  } else {
    bytes.write('MZ', 'latin1');
    bytes.writeUInt32LE(128, 60);
    bytes.writeUInt16LE(machine, 132);
  }
  return bytes;
}
const linuxProgram = program('elf', 0x3e);
const windowsProgram = program('pe', 0x8664);

describe('the machine of a program', () => {
  test.each([
    ['linux-x64', linuxProgram],
    ['linux-arm64', program('elf', 0xb7)],
    ['darwin-x64', program('mach-o', 0x01000007)],
    ['darwin-arm64', program('mach-o', 0x0100000c)],
    ['win32-x64', windowsProgram],
    ['win32-arm64', program('pe', 0xaa64)],
    ['linux-another processor', program('elf', 1)],
    ['no system that Parley runs on', Buffer.from('#!/bin/sh\n')],
    ['win32-another processor', Buffer.from('MZ')],
  ])('is %s', (expected, bytes) => {
    expect(machineOf(writeInto(temporaryFolder(), 'worker', bytes))).toBe(expected);
  });
});

describe('a worker', () => {
  const fault = (bytes: Buffer, target: Target) =>
    workerFault(writeInto(temporaryFolder(), 'worker', bytes), target);

  test('fits the machine that it is made for', () => {
    expect(fault(linuxProgram, { platform: 'linux', arch: 'x64' })).toBeUndefined();
    expect(fault(linuxProgram, { platform: 'linux', arch: 'arm64' })).toBe('is made for linux-x64');
    expect(fault(linuxProgram, { platform: 'darwin', arch: 'x64' })).toBe('is made for linux-x64');
  });

  test('for x64 fits Windows on ARM, which runs such programs', () => {
    expect(fault(windowsProgram, { platform: 'win32', arch: 'arm64' })).toBeUndefined();
  });
});

describe('a runtime', () => {
  const marked = `...${['dL7pKGdnNz796Pbb', 'jQWNKmHXBZaB9tsX'].join('')}...`;

  test('is Electron where its fuses are', () => {
    const folder = temporaryFolder();
    expect(isElectron(writeInto(folder, 'electron', marked), 'linux')).toBe(true);
    expect(isElectron(writeInto(folder, 'stand-in', '#!/bin/sh'), 'linux')).toBe(false);
    const program = writeInto(folder, 'Electron.app/Contents/MacOS/Electron', '');
    expect(isElectron(program, 'darwin')).toBe(false);
    const framework = 'Frameworks/Electron Framework.framework/Electron Framework';
    writeInto(folder, `Electron.app/Contents/${framework}`, marked);
    expect(isElectron(program, 'darwin')).toBe(true);
    expect(runtimeFolder(program, 'darwin')).toBe(folder);
    expect(runtimeFolder(join(folder, 'electron'), 'linux')).toBe(folder);
  });
});

describe('before packing', () => {
  const x64 = 1;
  const universal = 4;
  const prepare = (target: Target, bytes: Buffer, arch = x64) => {
    const projectDir = temporaryFolder();
    writeInto(stagedWorker(projectDir, target), '', bytes);
    return beforePack({ electronPlatformName: target.platform, arch, packager: { projectDir } });
  };

  test('the worker of the target is there', async () => {
    await prepare({ platform: 'linux', arch: 'x64' }, linuxProgram);
    await prepare({ platform: 'win32', arch: 'x64' }, windowsProgram);
  });

  test('a missing worker ends it with a sentence', async () => {
    const context = { arch: x64, packager: { projectDir: temporaryFolder() } };
    const packing = beforePack({ electronPlatformName: 'win32', ...context });
    await expect(packing).rejects.toThrow('The media worker for win-x64 is missing');
  });

  test('so does one for another system', async () => {
    const packing = prepare({ platform: 'darwin', arch: 'x64' }, linuxProgram);
    await expect(packing).rejects.toThrow('The media worker for mac-x64 is made for linux-x64');
  });

  test('a universal package needs both', async () => {
    const target = { platform: 'darwin', arch: 'x64' } as const;
    const packing = prepare(target, program('mach-o', 0x01000007), universal);
    await expect(packing).rejects.toThrow(`${targetName({ ...target, arch: 'arm64' })} is missing`);
  });
});
