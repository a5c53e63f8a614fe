import type { StandIn } from '../../electron-stand-in/electron.ts';
import { reportMeeting, startHost, tea } from './bridge.ts';
import { usesStandIn } from './desktop-app.ts';
import { expect, test } from './fixtures.ts';

test.skip(!usesStandIn, 'no system lets a test work its tray');

const meeting = { ...tea, invite: 'https://192.168.1.4:7780/r/x' };

test('the tray shows how things stand', async ({ startApp }) => {
  const app = await startApp();
  await expect.poll(() => app.tray()).toMatchObject({ toolTip: 'Parley' });
  await expect.poll(async () => (await app.tray()).image).toMatch(/tray-idle\.png$/);

  await startHost(app.page);
  await expect.poll(async () => (await app.tray()).image).toMatch(/tray-hosting/);
  await reportMeeting(app.page, meeting);
  await expect.poll(async () => (await app.tray()).image).toMatch(/tray-meeting/);
  await reportMeeting(app.page, { ...meeting, muted: true });
  await expect.poll(async () => (await app.tray()).image).toMatch(/tray-muted/);
  await expect.poll(async () => (await app.tray()).toolTip).toContain('Tea');

  await reportMeeting(app.page, { state: 'none' });
  await app.clickTray('stop-hosting');
  await expect.poll(async () => (await app.tray()).image).toMatch(/tray-idle/);
  await expect.poll(() => app.workers()).toEqual([]);
});

test('mute, camera and leave reach the page, whether its window is seen or not', async ({
  startApp,
}) => {
  const app = await startApp();
  const heard = await app.listen();
  await reportMeeting(app.page, meeting);
  await app.closeWindow();
  await expect.poll(() => app.visible()).toBe(false);
  for (const id of ['toggle-microphone', 'toggle-camera', 'leave']) await app.clickTray(id);
  await expect
    .poll(async () => (await heard()).map(({ name }) => name))
    .toEqual(['toggle-microphone', 'toggle-camera', 'leave']);
  expect(await app.visible()).toBe(false);
  // Nobody sees the window, so that the system shows who joins; in front of it nobody is told twice.
  const notify = () =>
    app.page.evaluate(() => window.parley?.notify({ title: 'Tea', body: 'Joon joined.' }));
  const notified = () =>
    app.electron.evaluate((electron) =>
      (Reflect.get(electron, 'standIn') as StandIn).notifications().map(({ body }) => body),
    );
  await notify();
  expect((await notified()).filter((body) => body === 'Joon joined.')).toHaveLength(1);
  await app.clickTray('open');
  await expect.poll(() => app.visible()).toBe(true);
  await notify();
  expect((await notified()).filter((body) => body === 'Joon joined.')).toHaveLength(1);
});

test('a room that was joined can be joined again', async ({ startApp }) => {
  const app = await startApp();
  await reportMeeting(app.page, meeting);
  await reportMeeting(app.page, { state: 'none' });
  await expect.poll(async () => (await app.tray()).entries).toContain('join-recent:0');
});

test('the link on the clipboard is joined, and said to be missing', async ({
  startApp,
  server,
}) => {
  const app = await startApp();
  const heard = await app.listen();
  await app.copy('no link here');
  await app.clickTray('join-clipboard');
  await expect
    .poll(heard)
    .toMatchObject([{ name: 'open-failed', error: { code: 'LINK_INVALID' } }]);
  await app.copy(`Come to ${server.url}r/calm-otter-river, please.`);
  await app.clickTray('join-clipboard');
  await expect
    .poll(heard)
    .toMatchObject([{}, { name: 'open-room', room: { roomId: 'calm-otter-river' } }]);
});
