/** What electron-builder.yml promises of the systems whose packages cannot be built here. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { serviceName } from '../../../main/nearby-room.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const updater = createRequire(import.meta.url).resolve('electron-updater/package.json');
// As those who act on the file read it.
const yaml: { load(text: string): unknown } = createRequire(updater)('js-yaml');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

const targets = z.array(z.object({ target: z.string(), arch: z.unknown() }));
const description = z
  .object({
    protocols: z.array(z.object({ schemes: z.array(z.string()) })),
    electronFuses: z.record(z.string(), z.boolean()),
    publish: z.null(),
    linux: z.object({ target: z.array(z.string()) }),
    mac: z.object({
      target: targets,
      hardenedRuntime: z.boolean(),
      entitlements: z.string(),
      extendInfo: z.looseObject({ NSBonjourServices: z.array(z.string()) }),
    }),
    win: z.object({ target: targets }),
    nsis: z.object({ include: z.string(), perMachine: z.boolean() }),
  })
  .parse(yaml.load(read('electron-builder.yml')));

describe('packages', () => {
  test('are of all kinds', () => {
    expect(description.linux.target).toEqual(['AppImage', 'deb', 'rpm']);
    expect(description.mac.target).toEqual([
      { target: 'dmg', arch: 'universal' },
      { target: 'zip', arch: 'universal' },
    ]);
    expect(description.win.target).toEqual([
      { target: 'nsis', arch: ['x64', 'arm64'] },
      { target: 'zip', arch: ['x64', 'arm64'] },
    ]);
  });

  test('open invites, and update themselves only when a feed is named', () => {
    expect(description.protocols.flatMap(({ schemes }) => schemes)).toEqual(['parley']);
    expect(description.publish).toBeNull();
  });

  test('have every fuse set that Electron advises to set', () => {
    expect(description.electronFuses).toEqual({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      enableCookieEncryption: true,
      grantFileProtocolExtraPrivileges: false,
      resetAdHocDarwinSignature: true,
    });
  });
});

describe('on macOS', () => {
  test.each([
    'NSCameraUsageDescription',
    'NSMicrophoneUsageDescription',
    'NSLocalNetworkUsageDescription',
    'NSScreenCaptureUsageDescription',
    'NSAudioCaptureUsageDescription',
  ])('%s is a sentence for people', (name) => {
    expect(description.mac.extendInfo[name]).toMatch(/^Parley .+\.$/);
  });

  test('the service that rooms are announced as is named', () => {
    const named = description.mac.extendInfo.NSBonjourServices;
    expect(named.map((name) => `${name}.local`)).toEqual([serviceName]);
  });

  test('the hardened runtime lets in camera and microphone', () => {
    expect(description.mac.hardenedRuntime).toBe(true);
    const entitlements = read(description.mac.entitlements);
    for (const device of ['camera', 'audio-input']) {
      expect(entitlements).toContain(`com.apple.security.device.${device}`);
    }
  });
});

test('on Windows app and worker are let through on private networks, as long as they are there', () => {
  expect(description.nsis.perMachine).toBe(true);
  const script = read(description.nsis.include);
  const [, install = '', uninstall = ''] = script.split(/!macro custom(?:Un)?Install/);
  expect(install).toContain('APP_EXECUTABLE_FILENAME');
  expect(install).toContain('mediasoup-worker.exe');
  expect(uninstall).toContain('removeFirewallRules');
  const rules = script.split('\n').filter((line) => line.includes('firewall add rule'));
  expect(rules.length).toBeGreaterThan(0);
  for (const rule of rules) expect(rule).toContain('profile=private');
});
