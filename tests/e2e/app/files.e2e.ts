import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';

const chatOf = (page: Page) => page.getByRole('complementary', { name: 'Chat' });

async function send(page: Page, name: string, text: string): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await chatOf(page).getByRole('button', { name: 'Send files' }).click();
  const buffer = Buffer.from(text);
  await (await choosing).setFiles({ name, mimeType: 'text/plain', buffer });
  await expect(chatOf(page).getByText('Everybody can save it now.')).toBeVisible();
}

async function save(page: Page, name: string): Promise<string> {
  const download = page.waitForEvent('download');
  await chatOf(page)
    .getByRole('button', { name: `Save ${name}` })
    .click();
  return readFile(await (await download).path(), 'utf8');
}

test('files go from the app to a browser and back, though their pages have other origins', async ({
  startApp,
  person,
}) => {
  const app = await startApp();
  const joon = await person('Joon');
  await joon.accept(await app.host('Ana'));
  for (const page of [app.page, joon.page]) {
    await page.getByRole('button', { name: /^Chat/ }).click();
    await expect(chatOf(page)).toBeVisible();
  }
  await send(app.page, 'from-app.txt', 'from the app');
  expect(await save(joon.page, 'from-app.txt')).toBe('from the app');
  await send(joon.page, 'from-browser.txt', 'from the browser');
  // The app asks where to save; what it would save is looked at here.
  await app.page.evaluate(() => {
    const create = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      if (blob instanceof Blob) void blob.text().then((text) => Reflect.set(window, 'saved', text));
      return create(blob);
    };
  });
  await chatOf(app.page).getByRole('button', { name: 'Save from-browser.txt' }).click();
  const saved = () => app.page.evaluate(() => Reflect.get(window, 'saved'));
  await expect.poll(saved).toBe('from the browser');
});
