/** Takes the pictures in docs/screens anew: the main screens, dark and light, small and large. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures.ts';
import type { Person } from './person.ts';
import { showDocument, sitForPortrait } from './portrait.ts';

const folder = fileURLToPath(new URL('../../docs/screens/', import.meta.url));
const sizes = [
  { width: 1280, height: 800 },
  { width: 360, height: 720 },
];
const themes = ['dark', 'light'] as const;

test('home, pre-join, alone, meeting, settings, statistics, shared, ended', async ({
  server,
  person,
}) => {
  test.setTimeout(300_000);
  await mkdir(folder, { recursive: true });
  const cast = [
    ['Mara Lind', 84],
    ['Ana Kovač', 28],
    ['Joon Park', 204],
    ['Tomas Berg', 150],
  ] as const;
  const people: Person[] = [];
  for (const [name, hue] of cast) {
    const each = await person(name);
    await sitForPortrait(each.context, hue);
    await showDocument(each.context);
    people.push(each);
  }
  const [mara, ...others] = people;
  if (!mara) throw new Error('nobody came');

  await mara.page.goto(server.url);
  await mara.page.getByRole('textbox', { name: 'Your name' }).fill(mara.name);
  await take(mara, 'home');
  await mara.button('Host a room').click();
  await expect(mara.button('Turn camera off')).toBeVisible();
  await take(mara, 'prejoin');
  await mara.join();
  await take(mara, 'alone');
  const invite = await mara.copyInvite();
  for (const other of others) await other.accept(invite);
  await others.at(-1)?.button('Mute microphone').click();
  for (const other of others) await mara.seesMoving(other.name);
  await take(mara, 'meeting');
  await mara.openSettings();
  await take(mara, 'settings');
  await mara.page.getByText('High contrast').click();
  await mara.page.keyboard.press('Escape');
  await mara.page.screenshot({ path: `${folder}meeting-contrast-1280.png` });
  await mara.openSettings();
  await mara.page.getByRole('dialog').getByText('System', { exact: true }).click();
  await mara.page.keyboard.press('Escape');
  await mara.openStatistics();
  await expect
    .poll(() => mara.page.locator('.sparkline polyline').first().getAttribute('points'))
    // Ten seconds, a pair of numbers each.
    .toMatch(/^(\S+ ){9}/);
  await take(mara, 'statistics');
  await mara.page.keyboard.press('Escape');
  await others.at(0)?.button('Share screen').click();
  await mara.seesMoving("Ana Kovač's screen");
  await take(mara, 'shared');
  await mara.button('Leave').click();
  await expect(mara.button('Join again')).toBeVisible();
  await take(mara, 'ended');
});

async function take({ page }: Person, screen: string): Promise<void> {
  // What came and went is told in notices for a while; they are not what the picture is about.
  await expect(page.locator('.notice')).toHaveCount(0);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const size of sizes) {
      await page.setViewportSize(size);
      await page.screenshot({ path: `${folder}${screen}-${theme}-${size.width}.png` });
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}
