/** What people do in the room beside talking, with real browsers. */
import type { Page } from 'playwright/test';
import { isAccessible } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import type { Person } from './person.ts';

/** Looks at somebody's slider, and sets it where told to. */
async function volumeOf({ page }: Person, name: string, percent?: number): Promise<number> {
  const opener = page.getByRole('button', { name: `More about ${name}` });
  await opener.focus();
  await page.keyboard.press('Enter');
  const slider = page.getByRole('slider', { name: 'Volume' });
  if (percent !== undefined) await slider.fill(String(percent));
  const value = Number(await slider.inputValue());
  await page.keyboard.press('Escape');
  await expect(slider).toHaveCount(0);
  await expect(opener).toBeFocused();
  return value;
}

const spoken = (page: Page) => page.locator('[role=status], [role=log], [aria-live=polite]');

test('hands in order, reactions, pins and volumes', async ({ server, person }) => {
  test.slow();
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.host(server.url);
  const invite = await ana.copyInvite();
  await joon.accept(invite);

  await joon.button('Raise hand').click();
  await ana.button('Raise hand').click();
  await expect(spoken(ana.page).filter({ hasText: 'Joon raised a hand.' }).first()).toBeAttached();
  const inLine = (turn: number) => `Hand raised, number ${turn} in line`;
  await expect(ana.tile('Joon').getByText(inLine(1))).toBeAttached();
  await expect(joon.tile('Ana').getByText(inLine(2))).toBeAttached();

  // Who comes late knows the order too.
  const lea = await person('Lea');
  await lea.accept(invite);
  await lea.page.getByRole('button', { name: 'People' }).click();
  const rows = lea.page.getByRole('complementary', { name: '3 people' }).getByRole('listitem');
  await expect(rows).toContainText([/Joon/, /Ana/, /Lea/]);
  await isAccessible(lea.page, 'people');
  await joon.button('Lower hand').click();
  await expect(lea.tile('Ana').getByText(inLine(1))).toBeAttached();

  await joon.button('Reactions').click();
  await joon.button('Celebrate').click();
  await expect(spoken(ana.page).filter({ hasText: 'Joon: Celebrate' }).first()).toBeAttached();

  await ana.button('More about Lea').focus();
  await ana.page.keyboard.press('Enter');
  await isAccessible(ana.page, 'menu of a person');
  await ana.button('Pin').click();
  await expect(ana.tile('Lea')).toHaveAttribute('data-place', 'large');
  await expect(ana.tile('Joon')).toHaveAttribute('data-place', 'strip');

  // Above what comes it goes through an amplifier, and only then is the element silent.
  const silent = () =>
    ana.page
      .evaluate(() => [...window.players].filter(({ muted, paused }) => muted && !paused))
      .then((players) => players.length);
  const muted = await silent();
  expect(await volumeOf(ana, 'Joon', 170)).toBe(170);
  await expect.poll(silent).toBe(muted + 1);
  await ana.page.reload();
  await ana.join();
  await expect(ana.tile('Joon')).toBeVisible();
  expect(await volumeOf(ana, 'Joon')).toBe(170);
});

test('hold Space to talk, and every key in one list', async ({ server, person }) => {
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.host(server.url);
  await joon.accept(await ana.copyInvite());
  await ana.button('Mute microphone').click();
  const isOff = joon.tile('Ana').getByText('Microphone off');
  await expect(isOff).toBeAttached();
  // The button that was clicked has the focus, and yet Space is to talk.
  await ana.page.keyboard.down('Space');
  await expect(isOff).toHaveCount(0);
  await ana.page.keyboard.up('Space');
  await expect(isOff).toBeAttached();
  await expect(ana.button('Unmute microphone')).toBeVisible();

  await ana.page.keyboard.press('?');
  const list = ana.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(list.getByText('Hold to talk while muted')).toBeVisible();
  await isAccessible(ana.page, 'shortcuts');
  await ana.page.keyboard.press('Escape');
  await ana.page.keyboard.press('l');
  await expect(joon.tile('Ana')).toHaveAttribute('data-place', 'large');
  await expect(ana.tile('Joon')).toHaveAttribute('data-place', 'grid');
  await ana.button('Layout').click();
  await expect(ana.page.getByRole('radio', { name: 'Grid' })).toBeFocused();
  await isAccessible(ana.page, 'layouts');
  await ana.page.keyboard.press('ArrowDown');
  await expect(ana.page.getByRole('radio', { name: 'Speaker' })).toBeChecked();
});

test('a small window stays on top, with controls, and goes with its closing', async ({
  server,
  person,
}) => {
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.host(server.url);
  await joon.accept(await ana.copyInvite());
  await ana.seesMoving('Joon');
  const open = async () => {
    await ana.button('More').click();
    const [small] = await Promise.all([
      ana.context.waitForEvent('page'),
      ana.button('Small window on top').click(),
    ]);
    return small;
  };
  const small = await open();
  await expect(small.getByRole('group', { name: 'Joon' }).locator('video')).toBeVisible();
  await small.getByRole('button', { name: 'Mute microphone' }).click();
  await expect(joon.tile('Ana').getByText('Microphone off')).toBeAttached();
  await expect(ana.button('Unmute microphone')).toBeVisible();
  await small.close();
  await joon.button('Leave').click();
  const again = await open();
  await expect(again.getByRole('group', { name: 'Ana' })).toBeVisible();
  await Promise.all([again.waitForEvent('close'), ana.button('Leave').click()]);
});
