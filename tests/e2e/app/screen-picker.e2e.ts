import { isAccessible } from '../accessible.ts';
import type { Person } from '../person.ts';
import type { DesktopApp } from './desktop-app.ts';
import { expect, test } from './fixtures.ts';

const title = 'Choose what to share';

test('the picker is used by keyboard alone, and axe finds nothing in it', async ({
  startApp,
  person,
}) => {
  const app = await startApp();
  const ana = app.person('Ana');
  const joon = await person('Joon');
  await joon.accept(await app.host('Ana'));
  await ana.seesMoving('Joon');

  await openPicker(app, ana);
  await isAccessible(app.page, 'screen picker');
  const source = app.page.getByRole('radio', { name: 'Entire screen' });
  for (let presses = 0; presses < 5; presses += 1) {
    if (await source.evaluate((element) => element === document.activeElement)) break;
    await app.page.keyboard.press('Tab');
  }
  await expect(source).toBeFocused();
  await app.page.keyboard.press('ArrowDown');
  await expect(app.page.getByRole('radio', { name: 'A window' })).toBeChecked();
  await app.page.keyboard.press('ArrowUp');
  await app.page.keyboard.press('Enter');
  await expect(app.page.getByText('You are sharing your screen')).toBeVisible();
  await joon.seesMoving("Ana's screen");

  await ana.button('Stop sharing').click();
  await expect(joon.tile("Ana's screen")).toHaveCount(0);
});

test('Escape cancels and gives the focus back', async ({ startApp }) => {
  const app = await startApp();
  const ana = app.person('Ana');
  await app.host('Ana');
  await openPicker(app, ana);
  await app.page.keyboard.press('Escape');
  await expect(app.page.getByRole('dialog', { name: title })).toHaveCount(0);
  await expect(ana.button('Share screen')).toBeFocused();
  await expect(ana.button('Share screen')).toHaveAttribute('aria-busy', 'false');
  await expect(app.page.getByText(/shar(ed|ing)\b/i)).toHaveCount(0);
});

async function openPicker(app: DesktopApp, person: Person): Promise<void> {
  await person.button('Share screen').click();
  await expect(app.page.getByRole('dialog', { name: title })).toBeVisible();
}
