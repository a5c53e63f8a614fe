import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoginItemSettings } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { autostartEntry, setupLoginItem, startsHidden } from '../../main/login-item.ts';
import type { Settings } from '../../main/settings.ts';
import { Value } from '../../main/value.ts';
import type { Problem } from '../../preload/contract.ts';
import { defaultSettings } from '../../preload/settings.ts';
import { temporaryFolder } from '../setup/temporary.ts';

const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000 });

function installed(given: {
  platform: NodeJS.Platform;
  packaged?: boolean;
  wanted?: boolean;
  folder?: string;
}) {
  const { platform, packaged = true, wanted = false, folder = temporaryFolder() } = given;
  const settings = new Value<Settings>({ ...defaultSettings, launchAtLogin: wanted });
  const setLoginItemSettings = vi.fn();
  const problems: Problem[] = [];
  setupLoginItem({
    app: { isPackaged: packaged, getPath: () => folder, setLoginItemSettings },
    settings,
    platform,
    executable: '/opt/Parley/parley',
    report: (problem) => problems.push(problem),
  });
  const choose = (launchAtLogin: boolean) => settings.set({ ...settings.get(), launchAtLogin });
  const file = join(folder, 'autostart', 'parley.desktop');
  return { folder, file, choose, problems, setLoginItemSettings };
}

describe('starting at login', { timeout: 20_000 }, () => {
  it('is an entry of the desktop on Linux, and none when it is no longer wanted', async () => {
    const { file, choose } = installed({ platform: 'linux' });
    expect(existsSync(file)).toBe(false);
    choose(true);
    await until(() => expect(readFileSync(file, 'utf8')).toContain('Autostart-enabled=true\n'));
    const lines = readFileSync(file, 'utf8').split('\n');
    expect(lines).toContain('Exec="/opt/Parley/parley" --hidden');
    expect(lines[0]).toBe('[Desktop Entry]');
    choose(false);
    await until(() => expect(existsSync(file)).toBe(false));
  });

  it.each(['darwin', 'win32'] as const)('is for the system to do on %s', (platform) => {
    const { choose, file, setLoginItemSettings } = installed({ platform });
    choose(true);
    expect(setLoginItemSettings).toHaveBeenLastCalledWith({
      openAtLogin: true,
      args: ['--hidden'],
    });
    choose(false);
    expect(setLoginItemSettings.mock.lastCall?.[0]).toMatchObject({ openAtLogin: false });
    expect(existsSync(file)).toBe(false);
  });

  it('is not for a copy that is worked on', () => {
    const { choose, setLoginItemSettings } = installed({ platform: 'win32', packaged: false });
    choose(true);
    expect(setLoginItemSettings).not.toHaveBeenCalled();
  });

  it('follows a program that was moved, and stays away where somebody took it away', async () => {
    const { folder, file, choose } = installed({ platform: 'linux' });
    choose(true);
    await until(() => expect(readFileSync(file, 'utf8')).toContain('Autostart-enabled=true\n'));
    writeFileSync(file, autostartEntry('/srv/old.AppImage'));
    installed({ platform: 'linux', wanted: true, folder });
    await until(() => expect(readFileSync(file, 'utf8')).toContain('/opt/Parley/parley'));
    rmSync(file);
    const { problems } = installed({ platform: 'linux', wanted: true, folder });
    expect([existsSync(file), problems]).toEqual([false, []]);
  });

  it('that cannot be set is said', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'autostart', 'parley.desktop'), { recursive: true });
    const { choose, problems } = installed({ platform: 'linux', folder });
    choose(true);
    await until(() => expect(problems).toMatchObject([{ code: 'LOGIN_ITEM_FAILED' }]));
    expect(problems[0]?.message).toContain('EISDIR');
  });

  it.each([
    ['/opt/My Apps/parley', 'Exec="/opt/My Apps/parley" --hidden'],
    ['/opt/100%/parley', 'Exec="/opt/100%%/parley" --hidden'],
    ['/opt/$x/`y"/parley', 'Exec="/opt/\\\\$x/\\\\`y\\\\"/parley" --hidden'],
  ])('quotes %s', (executable, line) => {
    expect(autostartEntry(executable).split('\n')).toContain(line);
  });
});

describe('the window at a start', () => {
  const app = (wasOpenedAtLogin: boolean) => ({
    // Of what Electron answers only this is asked.
    getLoginItemSettings: () => ({ wasOpenedAtLogin }) as LoginItemSettings,
  });

  it.each<[string[], NodeJS.Platform, boolean, boolean]>([
    [['parley', '--hidden'], 'linux', false, true],
    [['parley', '--hidden'], 'win32', false, true],
    [['parley'], 'linux', true, false],
    [['parley'], 'darwin', true, true],
    [['parley'], 'darwin', false, false],
  ])('of %j on %s, at login: %s, is hidden: %s', (argv, platform, atLogin, hidden) => {
    expect(startsHidden(app(atLogin), argv, platform)).toBe(hidden);
  });
});
