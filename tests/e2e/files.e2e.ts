import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { isAccessible } from './accessible.ts';
import { expect, test } from './fixtures.ts';

const content = randomBytes(3_000_000);
const openChat = (page: Page) => page.getByRole('button', { name: /^Chat/ }).click();
const chatOf = (page: Page) => page.getByRole('complementary', { name: 'Chat' });

/** Saves the file that is offered, and answers what came. */
async function save(page: Page, name: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await chatOf(page)
    .getByRole('button', { name: `Save ${name}` })
    .click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe(name);
  return readFile(await saved.path());
}

test('a file goes to everybody by drop, and to one by choice, and is what it was', async ({
  server,
  person,
}) => {
  test.slow();
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.host(server.url);
  const invite = await ana.copyInvite();
  await joon.accept(invite);

  // Dropped on the meeting: it says to whom before, and opens the chat after.
  const data = await ana.page.evaluateHandle((base64) => {
    const transfer = new DataTransfer();
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    transfer.items.add(new File([bytes], 'plan.bin'));
    return transfer;
  }, content.toString('base64'));
  await ana.page.dispatchEvent('main', 'dragenter', { dataTransfer: data });
  await expect(ana.page.getByText('Drop to send to everybody')).toBeVisible();
  await ana.page.dispatchEvent('main', 'drop', { dataTransfer: data });
  await expect(chatOf(ana.page).getByText('Everybody can save it now.')).toBeVisible();

  // Nothing is fetched before the receiver asks.
  await expect(joon.page.getByRole('button', { name: 'Chat, 1 unread message' })).toBeVisible();
  await openChat(joon.page);
  await isAccessible(joon.page, 'a file that is offered');
  const fetched = joon.page.waitForRequest(/\/files\//);
  expect((await save(joon.page, 'plan.bin')).equals(content)).toBe(true);
  await fetched;

  const lea = await person('Lea');
  await lea.accept(invite);
  await openChat(lea.page);
  expect((await save(lea.page, 'plan.bin')).equals(content)).toBe(true);
  await chatOf(lea.page).getByRole('combobox', { name: 'To' }).selectOption('Joon');
  const choosing = lea.page.waitForEvent('filechooser');
  await chatOf(lea.page).getByRole('button', { name: 'Send files' }).click();
  const buffer = content.subarray(0, 1000);
  await (await choosing).setFiles({ name: 'psst.txt', mimeType: 'text/plain', buffer });
  expect((await save(joon.page, 'psst.txt')).equals(buffer)).toBe(true);
  await expect(chatOf(ana.page).getByText('psst.txt')).toHaveCount(0);

  await chatOf(lea.page).getByRole('button', { name: 'Take back psst.txt' }).click();
  await expect(chatOf(joon.page).getByText('No longer there')).toBeVisible();
});
