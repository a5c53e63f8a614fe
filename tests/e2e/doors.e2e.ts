import { expect, test } from './fixtures.ts';

test('no name: asked for in place', async ({ server, person }) => {
  const { page, button } = await person('Ana').then((ana) => ({
    page: ana.page,
    button: (name: string) => ana.button(name),
  }));
  await page.goto(server.url);
  await button('Host a room').click();
  const name = page.getByRole('textbox', { name: 'Your name' });
  await expect(name).toBeFocused();
  await expect(page.getByText('Enter your name')).toBeVisible();
  await expect(page).toHaveURL(server.url);
});

for (const [link, sentence] of [
  ['ftp://127.0.0.1/r/x', /begins with https:\/\/ or parley:\/\//],
  ['http://192.0.2.1:7780/r/x', /not encrypted/],
  ['https://192.0.2.1:7780/', /does not name a room/],
  ['https://:7780/r/x', /not a meeting link|does not name a computer/],
] as const) {
  test(`a link that leads nowhere is refused in words: ${link}`, async ({ server, person }) => {
    const ana = await person('Ana');
    await ana.page.goto(server.url);
    await ana.page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
    await ana.page.getByRole('textbox', { name: 'Meeting link' }).fill(link);
    await ana.button('Join').click();
    await expect(ana.page.getByText(sentence)).toBeVisible();
    await expect(ana.page).toHaveURL(server.url);
  });
}

test('a page whose address names no room says so', async ({ server, person }) => {
  const ana = await person('Ana');
  await ana.page.goto(new URL('r/%20%20', server.url).href);
  await expect(
    ana.page.getByRole('heading', { name: 'This link does not name a room' }),
  ).toBeVisible();
});

test('an invite pasted at home leads into its room', async ({ server, person }) => {
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.host(server.url);
  const invite = await ana.copyInvite();
  await joon.page.goto(server.url);
  await joon.follow(invite, '1 person is here');
  await ana.seesMoving('Joon');
});

test('devices that are refused are explained and do not stop the join', async ({
  server,
  person,
}) => {
  const ana = await person('Ana');
  const joon = await person('Joon', { permissions: [] });
  // The fake device dialog says yes to everything, so the page itself is told no here.
  await joon.context.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
  });
  await ana.host(server.url);
  await joon.page.goto(await ana.copyInvite());
  await joon.page.getByRole('textbox', { name: 'Your name' }).fill('Joon');
  await expect(joon.page.getByText(/not allowed|may not|blocked|denied/i).first()).toBeVisible();
  await joon.join();
  await joon.seesMoving('Ana');
  await expect(ana.tile('Joon').getByText('Microphone off')).toBeAttached();
  await expect(ana.tile('Joon').locator('video')).toBeHidden();
});

test('a full room is refused in words, and can be tried again', async ({ startServer, person }) => {
  const server = await startServer(0, { MAX_PEERS_PER_ROOM: '1' });
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.host(server.url);
  await joon.page.goto(await ana.copyInvite());
  await joon.page.getByRole('textbox', { name: 'Your name' }).fill('Joon');
  await joon.button('Join').click();
  await expect(joon.page.getByText(/full/i).first()).toBeVisible();
  await ana.button('Leave').click();
  // Her screen does not wait for the server.
  await expect.poll(async () => (await server.stats()).peers).toBe(0);
  await joon.page.getByRole('button', { name: /again/i }).first().click();
  await joon.join();
});

test('a page whose files do not arrive is loaded again by itself', async ({ server, person }) => {
  const { page } = await person('Ana');
  let lost = 0;
  await page.route('**/assets/*.js', async (route) => {
    lost += 1;
    if (lost === 1) await route.abort('failed');
    else await route.continue();
  });
  await page.goto(`${server.url}#kept`);
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
  expect(lost).toBeGreaterThan(1);
  await expect(page).toHaveURL(/#kept$/);
});

test('a page whose files never arrive says so, and can be tried again', async ({
  server,
  person,
}) => {
  const { page } = await person('Ana');
  await page.route('**/assets/*.js', (route) => route.abort('failed'));
  await page.goto(server.url);
  await expect(page.getByRole('alert')).toContainText('could not be loaded');
  await page.unroute('**/assets/*.js');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
});

test('a browser that speaks German is spoken to in German', async ({ chromium, server }) => {
  const context = await chromium.newContext({ locale: 'de-DE' });
  try {
    const page = await context.newPage();
    await page.goto(server.url);
    await page.getByRole('textbox', { name: 'Ihr Name' }).fill('Ana');
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await page.getByRole('button', { name: 'Raum öffnen' }).click();
    await expect(page.getByRole('button', { name: 'Beitreten' })).toBeEnabled();
    await expect(page.getByText('Noch ist niemand da')).toBeVisible();
  } finally {
    await context.close();
  }
});
