import { usesStandIn } from './desktop-app.ts';
import { expect, test } from './fixtures.ts';

test('a room that is hosted in the app is joined from a browser, and both see and hear', async ({
  startApp,
  person,
}) => {
  const app = await startApp();
  const ana = app.person('Ana');
  const joon = await person('Joon');
  await joon.accept(await app.host('Ana'));
  await Promise.all([ana.seesMoving('Joon'), joon.seesMoving('Ana')]);
  await Promise.all([ana.hears(), joon.hears()]);

  // Out of sight the meeting goes on.
  await app.closeWindow();
  await expect.poll(() => app.visible()).toBe(false);
  await joon.seesMoving('Ana');
  await joon.hears();
});

test('the tray mutes and leaves', async ({ startApp, person }) => {
  test.skip(!usesStandIn, 'no system lets a test work its tray');
  const app = await startApp();
  const joon = await person('Joon');
  await joon.accept(await app.host('Ana'));
  await app.closeWindow();
  await app.clickTray('toggle-microphone');
  await expect(joon.tile('Ana').getByText('Microphone off')).toBeAttached();
  await expect.poll(async () => (await app.tray()).image).toMatch(/tray-muted/);
  await app.clickTray('toggle-microphone');
  await expect(joon.tile('Ana').getByText('Microphone off')).toHaveCount(0);
  await app.clickTray('leave');
  await expect(joon.tile('Ana')).toHaveCount(0);
  // The room stays open for those who are in it.
  await expect(joon.button('Leave')).toBeVisible();
  await expect.poll(async () => (await app.tray()).image).toMatch(/tray-hosting/);
});

test('a second app joins by the link', async ({ startApp }) => {
  const [first, second] = [await startApp(), await startApp()];
  const ana = first.person('Ana');
  const joon = second.person('Joon');
  const invite = await first.host('Ana');
  await joon.follow(invite, '1 person is here');
  await Promise.all([ana.seesMoving('Joon'), joon.seesMoving('Ana')]);
  await Promise.all([ana.hears(), joon.hears()]);
});

test('a link starts the app in its room', async ({ startApp, server, person }) => {
  const ana = await person('Ana');
  await ana.host(server.url);
  const app = await startApp({ args: [await ana.copyInvite()] });
  await expect(app.page.getByText('1 person is here')).toBeVisible();
  const joon = app.person('Joon');
  await app.page.getByRole('textbox', { name: 'Your name' }).fill('Joon');
  await joon.join();
  await ana.seesMoving('Joon');
});

test('a link that is clicked brings the running app into its room', async ({
  startApp,
  server,
  person,
}) => {
  const ana = await person('Ana');
  await ana.host(server.url);
  const app = await startApp();
  app.startAgain(await ana.copyInvite());
  await expect(app.page.getByText('1 person is here')).toBeVisible();
});

test('a changed certificate is explained, and nobody is let in', async ({ startApp, server }) => {
  const { page } = await startApp();
  const link = `https://127.0.0.1:${server.port}/r/calm-otter-river#f=${'A'.repeat(43)}`;
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
  await page.getByRole('textbox', { name: 'Meeting link' }).fill(link);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByText(/certificate/i).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Host a room' })).toBeVisible();
});

test('quitting in a meeting asks, and then tells the others', async ({ startApp, person }) => {
  const app = await startApp();
  const joon = await person('Joon');
  await joon.accept(await app.host('Ana'));
  const asked = await app.answerQuestions(0);
  await app.quit();
  await expect.poll(asked).toEqual(['1 person is in the room that you host.']);
  await expect(app.person('Ana').button('Leave')).toBeVisible();
  await app.answerQuestions(1);
  await app.quit();
  await expect(joon.page.getByRole('heading', { name: 'The meeting has ended' })).toBeVisible();
  await app.ended();
});
