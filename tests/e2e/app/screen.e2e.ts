import { expect, test } from './fixtures.ts';

test('a screen is chosen in the own picker, and the others see it', async ({
  startApp,
  person,
}) => {
  const app = await startApp();
  const ana = app.person('Ana');
  const joon = await person('Joon');
  await joon.accept(await app.host('Ana'));
  await ana.button('Share screen').click();
  const picker = app.page.getByRole('dialog', { name: 'Choose what to share' });
  await expect(picker).toBeVisible();
  await picker.getByRole('button', { name: 'Share', exact: true }).click();
  await joon.seesMoving("Ana's screen");
  await expect(picker).toHaveCount(0);

  await ana.button('Stop sharing').first().click();
  await expect(joon.tile("Ana's screen")).toHaveCount(0);
});

test('closing the picker shares nothing, and is no error', async ({ startApp }) => {
  const app = await startApp();
  await app.host('Ana');
  const ana = app.person('Ana');
  for (let round = 0; round < 2; round += 1) {
    await ana.button('Share screen').click();
    const picker = app.page.getByRole('dialog', { name: 'Choose what to share' });
    await picker.getByRole('button', { name: 'Cancel' }).click();
    await expect(picker).toHaveCount(0);
    await expect(ana.button('Share screen')).toBeVisible();
    await expect(app.page.getByRole('alert')).toHaveCount(0);
  }
});
