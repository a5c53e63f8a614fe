import { isAccessible } from '../accessible.ts';
import { expect, test } from './fixtures.ts';

test('axe finds nothing on the screens that only the app has', async ({ startApp, person }) => {
  // Axe looks at everything, many times.
  test.slow();
  const app = await startApp();
  const { page } = app;
  const ana = app.person('Ana');
  const joon = await person('Joon');
  await isAccessible(page, 'home');
  await joon.accept(await app.host('Ana'));
  await ana.button('Leave').click();
  await isAccessible(page, 'ended, still hosting');
  await ana.button('Back to home').click();
  await isAccessible(page, 'home, hosting');
  await ana.button('Stop hosting').click();
  await expect(page.getByRole('alertdialog', { name: "Close Ana's room?" })).toBeVisible();
  await isAccessible(page, 'question');
  await ana.button('Cancel').click();
  await ana.button('Settings').click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  for (const theme of ['Dark', 'Light']) {
    await settings.getByText(theme, { exact: true }).click();
    await isAccessible(page, `settings, ${theme}`);
  }
});
