import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { SettingsFile } from '../../main/settings.ts';
import { defaultSettings } from '../../preload/settings.ts';
import { temporaryFolder } from '../setup/temporary.ts';
import { programOf } from './program.ts';

const newFile = () => join(temporaryFolder(), 'settings.json');
const contentOf = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const asideOf = (file: string) =>
  readdirSync(join(file, '..')).filter((name) => name.includes('.broken-'));

describe('a settings file', () => {
  it('that is not there gives the defaults, and no problem', async () => {
    const file = newFile();
    const settings = await SettingsFile.open(file);
    expect(settings.get()).toEqual(defaultSettings);
    expect(settings.problem).toBeUndefined();
    expect(existsSync(file)).toBe(false);
  });

  it('keeps what was set, and makes its folder', async () => {
    const file = join(temporaryFolder(), 'deep', 'er', 'settings.json');
    const settings = await SettingsFile.open(file);
    await settings.set({ displayName: ' Ana ', theme: 'dark' });
    const again = await SettingsFile.open(file);
    expect(again.get()).toEqual({ ...defaultSettings, displayName: 'Ana', theme: 'dark' });
    expect(again.problem).toBeUndefined();
  });

  it('tells each change, also before it is on the disk, until told to stop', async () => {
    const settings = await SettingsFile.open(newFile());
    const heard = vi.fn();
    const end = settings.subscribe(heard);
    const saved = settings.set({ theme: 'light' });
    expect(heard.mock.lastCall?.[0]).toMatchObject({ theme: 'light' });
    expect(settings.get().theme).toBe('light');
    await saved;
    end();
    await settings.set({ theme: 'dark' });
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('keeps what a newer version has written', async () => {
    const file = newFile();
    writeFileSync(file, '{ "theme": "dark", "hologram": { "depth": 3 } }');
    const settings = await SettingsFile.open(file);
    await settings.set({ displayName: 'Ana' });
    expect(contentOf(file)).toMatchObject({ theme: 'dark', hologram: { depth: 3 } });
  });

  it('refuses a value that does not fit, whole, and names it', async () => {
    const file = newFile();
    const settings = await SettingsFile.open(file);
    await expect(settings.set({ theme: 'dark', hostPort: 70_000 })).rejects.toThrow(/hostPort/);
    expect(settings.get()).toEqual(defaultSettings);
    expect(existsSync(file)).toBe(false);
  });

  it('takes no unknown names, and no undefined', async () => {
    const file = newFile();
    const settings = await SettingsFile.open(file);
    await settings.set({
      ...JSON.parse('{ "admin": true, "__proto__": { "x": 1 } }'),
      theme: 'dark',
    });
    expect(contentOf(file)).not.toHaveProperty('admin');
    expect(settings.get()).toEqual({ ...defaultSettings, theme: 'dark' });
  });

  it('takes changes made at once in their order, and writes them with few writes', async () => {
    const file = newFile();
    const settings = await SettingsFile.open(file);
    const ports = Array.from({ length: 200 }, (_, n) => 2000 + n);
    await Promise.all(ports.map((hostPort) => settings.set({ hostPort })));
    expect(contentOf(file)).toMatchObject({ hostPort: 2199 });
    expect(readdirSync(join(file, '..'))).toEqual(['settings.json']);
  });
});

describe('a broken settings file', () => {
  it.each([
    ['cut off', '{ "displayName": "An'],
    ['empty', ''],
    ['binary', '\0\u0001\u0002'],
    ['a list', '[1, 2]'],
    ['a word', '"settings"'],
    ['nothing', 'null'],
    ['endless', `"${'x'.repeat(1024 * 1024)}"`],
    ['deep', '['.repeat(200_000)],
  ])('that is %s is set aside and said', async (_, content) => {
    const file = newFile();
    writeFileSync(file, content);
    const settings = await SettingsFile.open(file);
    expect(settings.get()).toEqual(defaultSettings);
    const [aside = ''] = asideOf(file);
    expect(settings.problem?.message).toContain(aside);
    expect(readFileSync(join(file, '..', aside), 'utf8')).toBe(content);
    expect((await SettingsFile.open(file)).problem).toBeUndefined();
  });

  it('with values of wrong kinds loses only these', async () => {
    const file = newFile();
    writeFileSync(file, '{ "displayName": "Ana", "theme": 7, "recent": "none", "later": [1] }');
    const settings = await SettingsFile.open(file);
    expect(settings.get()).toEqual({ ...defaultSettings, displayName: 'Ana' });
    expect(settings.problem?.message).toMatch(/theme, recent/);
    expect(asideOf(file)).toHaveLength(1);
    expect(contentOf(file)).toMatchObject({ displayName: 'Ana', theme: 'system', later: [1] });
  });

  it('that is a folder is set aside too', async () => {
    const file = newFile();
    mkdirSync(file);
    const settings = await SettingsFile.open(file);
    expect(settings.problem?.setAside).toBeDefined();
    await settings.set({ theme: 'dark' });
    expect(contentOf(file)).toMatchObject({ theme: 'dark' });
  });
});

describe('a disk that fails', () => {
  it('is said, and the change holds until the app ends', async () => {
    const folder = temporaryFolder();
    // Where the folder should be there is a file, which stops the administrator too.
    const file = join(folder, 'taken', 'settings.json');
    writeFileSync(join(folder, 'taken'), '');
    const settings = await SettingsFile.open(file);
    await expect(settings.set({ theme: 'dark' })).rejects.toThrow(/could not be saved/);
    expect(settings.get().theme).toBe('dark');
  });

  it.skipIf(process.getuid?.() === 0)('because it is read-only is said', async () => {
    const file = newFile();
    const settings = await SettingsFile.open(file);
    chmodSync(join(file, '..'), 0o500);
    await expect(settings.set({ theme: 'dark' })).rejects.toThrow(/EACCES/);
    chmodSync(join(file, '..'), 0o700);
    await settings.set({ displayName: 'Ana' });
    expect(contentOf(file)).toMatchObject({ theme: 'dark', displayName: 'Ana' });
  });

  it('of which half a file was left beside is no trouble', async () => {
    const file = newFile();
    writeFileSync(file, '{ "theme": "dark" }');
    writeFileSync(`${file}.new`, '{ "theme": "li');
    const settings = await SettingsFile.open(file);
    expect(settings.problem).toBeUndefined();
    expect(settings.get().theme).toBe('dark');
    await settings.set({ theme: 'light' });
    expect(readdirSync(join(file, '..'))).toEqual(['settings.json']);
  });

  it('at any moment of a write leaves a whole file', { timeout: 20_000 }, async () => {
    const file = newFile();
    const writer = await programOf('settings-writer');
    for (const lifeMs of [60, 95, 130]) {
      const child = spawn(process.execPath, [writer, file]);
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await sleep(lifeMs);
      child.kill('SIGKILL');
      await ended;
      const settings = await SettingsFile.open(file);
      expect(settings.problem).toBeUndefined();
      expect(settings.get().hostPort).toBeGreaterThan(1000);
    }
  });
});
