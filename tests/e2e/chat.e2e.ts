import type { Locator } from 'playwright/test';
import { isAccessible } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import type { Person } from './person.ts';

const chatOf = ({ page }: Person) => page.getByRole('complementary', { name: 'Chat' });
const log = (person: Person) => chatOf(person).getByRole('log');
const message = (person: Person) => chatOf(person).getByRole('textbox', { name: 'Message' });
const items = (person: Person): Locator => log(person).locator('.chat-item');

async function openChat(person: Person): Promise<void> {
  await person.page.getByRole('button', { name: /^Chat/ }).click();
  await expect(message(person)).toBeFocused();
}

async function write(person: Person, text: string): Promise<void> {
  await message(person).fill(text);
  await message(person).press('Enter');
  await expect(message(person)).toHaveValue('');
}

test('two people write to each other, and who comes late reads what was said', async ({
  server,
  person,
}) => {
  test.slow();
  const ana = await person('Ana');
  const joon = await person('Joon', { viewport: { width: 320, height: 640 } });
  await ana.host(server.url);
  const invite = await ana.copyInvite();
  await joon.accept(invite);
  await openChat(ana);
  await write(ana, 'See https://example.org/plan. Then `npm test`');

  // Closed, it says how much is unread.
  await expect(joon.page.getByRole('button', { name: 'Chat, 1 unread message' })).toBeVisible();
  await openChat(joon);
  const link = log(joon).getByRole('link', { name: 'https://example.org/plan' });
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  await expect(log(joon).locator('code')).toHaveText('npm test');
  await isAccessible(joon.page, 'chat, small');

  // A name is completed by keys, and its owner sees that it is theirs.
  await message(joon).pressSequentially('@an');
  await expect(joon.page.getByRole('option', { name: '@Ana' })).toBeVisible();
  await message(joon).press('Enter');
  await expect(message(joon)).toHaveValue('@Ana ');
  await message(joon).pressSequentially('shall <b>we</b>?');
  await message(joon).press('Shift+Enter');
  await message(joon).pressSequentially('Now.');
  await message(joon).press('Enter');
  await expect(items(ana).last()).toHaveAttribute('data-mentioned', 'true');
  await expect(items(ana).last().locator('p').last()).toHaveText('@Ana shall <b>we</b>?\nNow.');
  await isAccessible(ana.page, 'chat, messages');

  const lea = await person('Lea');
  await lea.accept(invite);
  await expect(lea.page.getByRole('button', { name: 'Chat', exact: true })).toBeVisible();
  await openChat(lea);
  await expect(items(lea)).toHaveCount(2);
  await chatOf(lea).getByRole('combobox', { name: 'To' }).selectOption('Joon');
  await write(lea, 'Between us');
  await expect(items(joon).last()).toContainText('to you only');
  await chatOf(lea).getByRole('combobox', { name: 'To' }).selectOption('Everybody');
  await write(lea, 'Hello all');
  await expect(items(ana).last()).toContainText('Hello all');
  await expect(log(ana)).not.toContainText('Between us');

  const saved = ana.page.waitForEvent('download');
  await chatOf(ana).getByRole('button', { name: 'Save chat as a text file' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^Parley Ana's room [\d-]+\.txt$/);

  await message(ana).press('Escape');
  await expect(chatOf(ana)).toHaveCount(0);
  await expect(ana.page.getByRole('button', { name: /^Chat/ })).toBeFocused();
});

test('a message that meets a lost connection arrives once, and the draft stays', async ({
  server,
  person,
}) => {
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.host(server.url);
  await joon.accept(await ana.copyInvite());
  await openChat(ana);
  await openChat(joon);
  await write(ana, 'Before');
  await expect(items(joon)).toHaveCount(1);

  const [worker] = (await server.stats()).workers;
  if (!worker) throw new Error('there is no worker');
  await message(joon).fill('half a thought');
  process.kill(worker.pid, 'SIGKILL');
  await write(ana, 'Meanwhile');
  await expect(items(joon)).toHaveCount(2);
  await expect(items(joon).last()).toContainText('Meanwhile');
  await expect(items(ana)).toHaveCount(2);
  await expect(log(ana).getByText('Sending')).toHaveCount(0);
  await expect(message(joon)).toHaveValue('half a thought');
});
