import type { Page } from 'playwright/test';
import { isAccessible } from './accessible.ts';
import { expect, test } from './fixtures.ts';

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing on any screen (${theme})`, async ({ server, person }) => {
    const ana = await person('Ana');
    const joon = await person('Joon', { viewport: { width: 320, height: 640 } });
    for (const each of [ana, joon]) await each.page.emulateMedia({ colorScheme: theme });

    await ana.page.goto(server.url);
    await isAccessible(ana.page, 'home');
    await ana.page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
    await ana.button('Host a room').click();
    await expect(ana.button('Turn camera off')).toBeVisible();
    await isAccessible(ana.page, 'pre-join');
    await ana.join();
    await isAccessible(ana.page, 'alone');
    await joon.accept(await ana.copyInvite());
    await ana.seesMoving('Joon');
    await isAccessible(ana.page, 'meeting');
    await isAccessible(joon.page, 'meeting, small');
    await ana.button('Share screen').click();
    await joon.seesMoving("Ana's screen");
    await isAccessible(ana.page, 'sharing');
    await isAccessible(joon.page, 'shared, small');
    await joon.button('Leave').click();
    await expect(joon.button('Join again')).toBeVisible();
    await isAccessible(joon.page, 'ended, small');
  });
}

test('axe finds nothing in the settings of a meeting, nor in high contrast', async ({
  server,
  person,
}) => {
  const ana = await person('Ana', { viewport: { width: 360, height: 720 } });
  await ana.host(server.url);
  await ana.openSettings();
  await expect(ana.page.getByRole('heading', { name: 'Devices' })).toBeVisible();
  await isAccessible(ana.page, 'settings');
  await ana.page.getByText('High contrast').click();
  await isAccessible(ana.page, 'settings, high contrast');
  await ana.page.keyboard.press('Escape');
  await isAccessible(ana.page, 'alone, high contrast');
});

test('a whole meeting by keyboard alone', async ({ server, person }) => {
  const { page } = await person('Ana');
  await page.goto(server.url);
  await tabTo(page, 'textbox', 'Your name');
  await page.keyboard.type('Ana');
  await tabTo(page, 'button', 'Host a room');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Turn camera off' })).toBeVisible();
  await tabTo(page, 'button', 'Mute microphone');
  await page.keyboard.press('Space');
  await tabTo(page, 'button', 'Join');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Leave' })).toBeVisible();
  await tabTo(page, 'button', 'Unmute microphone');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Mute microphone' })).toBeFocused();
  await tabTo(page, 'button', 'Copy invite');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Invite link copied.').first()).toBeAttached();
  await tabTo(page, 'button', 'Leave');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'You left the meeting' })).toBeVisible();
});

test('joining and leaving are announced to a screen reader', async ({ server, person }) => {
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.host(server.url);
  await joon.accept(await ana.copyInvite());
  const spoken = ana.page.locator('[role=status], [role=log], [aria-live=polite]');
  await expect(spoken.filter({ hasText: 'Joon joined.' }).first()).toBeAttached();
  await joon.button('Leave').click();
  await expect(spoken.filter({ hasText: 'Joon left.' }).first()).toBeAttached();
});

/** Presses Tab until the wanted element has the focus, as somebody without a mouse would. */
async function tabTo(page: Page, role: 'button' | 'textbox', name: string): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true });
  for (let presses = 0; presses < 40; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${role} ${name} cannot be reached with Tab`);
}
