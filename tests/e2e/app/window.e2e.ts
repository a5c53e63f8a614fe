import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StandIn } from '../../electron-stand-in/electron.ts';
import { anasRoom, reportMeeting, startHost, tea } from './bridge.ts';
import { DesktopApp, usesStandIn } from './desktop-app.ts';
import { expect, test } from './fixtures.ts';

const hello = (app: DesktopApp) => app.page.evaluate(() => window.parley?.hello());

test('the first start shows home, and knows where it runs', async ({ startApp }) => {
  const app = await startApp();
  await expect(app.page.getByRole('button', { name: 'Host a room' })).toBeVisible();
  expect(await hello(app)).toMatchObject({
    ok: true,
    data: { trayAvailable: true, host: { name: 'stopped' }, problems: [] },
  });
});

test('closing the window goes on in the tray while hosting, and says so once', async ({
  startApp,
}) => {
  const app = await startApp();
  await startHost(app.page);
  await app.closeWindow();
  await expect.poll(() => app.visible()).toBe(false);
  expect(app.workers()).toHaveLength(1);

  // Starting it again finds the one that runs.
  const second = app.startAgain();
  await expect.poll(() => app.visible()).toBe(true);
  await expect.poll(() => second.exitCode).toBe(0);

  await app.closeWindow();
  await expect.poll(() => app.visible()).toBe(false);
  if (usesStandIn) {
    const told = () =>
      app.electron.evaluate((electron) =>
        (Reflect.get(electron, 'standIn') as StandIn).notifications().map(({ title }) => title),
      );
    await expect.poll(told).toEqual(['Parley goes on in the tray']);
  }
});

test('closing the window without a meeting ends the app', async ({ startApp }) => {
  const app = await startApp();
  await app.closeWindow();
  await app.ended();
});

test('without a tray closing asks, since nobody would find the app again', async ({
  startApp,
  person,
}) => {
  const app = await startApp({ env: { PARLEY_TRAY: 'off' } });
  const { origin } = await startHost(app.page);
  const guest = await person('Joon');
  await guest.accept(`${origin}/r/${anasRoom.roomId}`);
  const asked = await app.answerQuestions(0);
  await app.closeWindow();
  await expect.poll(asked).toHaveLength(1);
  expect(await app.visible()).toBe(true);
  await app.answerQuestions(1);
  await app.closeWindow();
  await app.ended();
});

test('settings are kept, and a broken file is set aside and said', async ({ startApp }) => {
  const dataFolder = await DesktopApp.newFolder();
  const first = await startApp({ dataFolder });
  const change = () => window.parley?.changeSettings({ displayName: 'Ana', closeToTray: false });
  expect(await first.page.evaluate(change)).toMatchObject({
    ok: true,
    data: { displayName: 'Ana', closeToTray: false },
  });
  await first.quit();
  await first.ended();

  const second = await startApp({ dataFolder });
  expect(await hello(second)).toMatchObject({
    data: { settings: { displayName: 'Ana', closeToTray: false }, problems: [] },
  });
  await second.quit();
  await second.ended();

  await writeFile(join(dataFolder, 'settings.json'), '{"displayName": "An');
  const third = await startApp({ dataFolder });
  expect(await hello(third)).toMatchObject({
    data: { settings: { displayName: '' }, problems: [{ code: 'SETTINGS_BROKEN' }] },
  });
});

test('the window is where it was, and where it can be reached', async ({ startApp }) => {
  const dataFolder = await DesktopApp.newFolder();
  const bounds = (app: DesktopApp) =>
    app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
    );
  const move = async (app: DesktopApp, place: { x: number; y: number }) => {
    await app.electron.evaluate(
      ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to),
      { ...place, width: 900, height: 640 },
    );
    const kept = async () => {
      const welcome = await hello(app);
      return welcome?.ok ? welcome.data.settings.window : undefined;
    };
    await expect.poll(kept).toMatchObject(place);
    await app.quit();
    await app.ended();
  };
  await move(await startApp({ dataFolder }), { x: 40, y: 30 });
  const second = await startApp({ dataFolder });
  expect(await bounds(second)).toMatchObject({ x: 40, y: 30, width: 900, height: 640 });
  // As on a screen that was taken away.
  await move(second, { x: 9000, y: 30 });
  const third = await startApp({ dataFolder });
  const place = await bounds(third);
  expect(place).toMatchObject({ width: 900, height: 640 });
  expect(place?.x).toBeLessThan(9000);
});

for (const [tray, where] of [
  ['on', 'in the tray'],
  ['off', 'minimized, where there is no tray'],
] as const) {
  test(`at login it begins out of sight: ${where}`, async ({ startApp }) => {
    const app = await startApp({ args: ['--hidden'], env: { PARLEY_TRAY: tray } });
    expect(await app.visible()).toBe(false);
    const minimized = await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.isMinimized(),
    );
    expect(minimized).toBe(tray === 'off');
    app.startAgain();
    await expect.poll(() => app.visible()).toBe(true);
  });
}

test('an installed app starts at login when that is wanted', async ({ startApp }) => {
  test.skip(!usesStandIn || process.platform !== 'linux', 'nobody logs in here');
  const dataFolder = await DesktopApp.newFolder();
  const env = { PARLEY_STAND_IN_RESOURCES: dataFolder, HOME: dataFolder };
  const { page } = await startApp({ dataFolder, env });
  const entry = () =>
    readFile(join(dataFolder, '.config', 'autostart', 'parley.desktop'), 'utf8').catch(() => '');
  expect(await entry()).toBe('');
  await page.evaluate(() => window.parley?.changeSettings({ launchAtLogin: true }));
  await expect.poll(entry).toContain('" --hidden');
  await page.evaluate(() => window.parley?.changeSettings({ launchAtLogin: false }));
  await expect.poll(entry).toBe('');
});

test('a meeting keeps the computer awake and holds the shortcut, and only a meeting', async ({
  startApp,
}) => {
  test.skip(!usesStandIn, 'Electron shows neither from outside');
  const app = await startApp();
  const look = () =>
    app.electron.evaluate((electron) => {
      const standIn = Reflect.get(electron, 'standIn') as StandIn;
      return { awake: standIn.isAwake(), held: standIn.press('CommandOrControl+Shift+M') };
    });
  expect(await look()).toEqual({ awake: false, held: false });
  await reportMeeting(app.page, tea);
  await expect.poll(look).toEqual({ awake: true, held: true });
  await reportMeeting(app.page, { state: 'none' });
  await expect.poll(look).toEqual({ awake: false, held: false });
});

test('a shortcut that another program has is said, and a wake-up reaches the meeting', async ({
  startApp,
}) => {
  test.skip(!usesStandIn, 'no other program holds one, and nothing sleeps');
  const app = await startApp();
  await app.electron.evaluate((electron) => {
    (Reflect.get(electron, 'standIn') as StandIn).takenShortcuts.add('F9');
  });
  await app.page.evaluate(() => window.parley?.changeSettings({ muteShortcut: 'F9' }));
  await expect(app.page.getByText(/Another program has the shortcut F9/)).toBeVisible();
  const heard = await app.listen();
  await reportMeeting(app.page, tea);
  await app.electron.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  await expect.poll(heard).toEqual([{ name: 'woke' }]);
});
