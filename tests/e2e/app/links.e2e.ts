import { createHash } from 'node:crypto';
import { connect } from 'node:tls';
import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';

/** SHA-256 of the certificate that a server on this computer shows, as in an invite. */
function fingerprintOf(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
      const { raw } = socket.getPeerCertificate();
      socket.destroy();
      resolve(createHash('sha256').update(raw).digest('base64url'));
    });
    socket.once('error', reject);
  });
}

const openInvite = (page: Page, link: string) =>
  page.evaluate((each) => window.parley?.openInvite({ link: each }), link);

/** Whether the page itself gets through to a server, past Chromium's look at its certificate. */
const getsThrough = (page: Page, port: number) =>
  page.evaluate(
    (target) =>
      new Promise<boolean>((resolve) => {
        const url = `wss://127.0.0.1:${target}/socket.io/?EIO=4&transport=websocket`;
        const socket = new WebSocket(url);
        socket.onopen = () => resolve(true);
        socket.onerror = () => resolve(false);
      }),
    port,
  );

test('the certificate that the invite names is trusted, by the page too', async ({
  startApp,
  server,
}) => {
  const { page } = await startApp();
  const fingerprint = await fingerprintOf(server.port);
  expect(await getsThrough(page, server.port)).toBe(false);
  expect(await openInvite(page, `https://127.0.0.1:${server.port}/r/x#f=${fingerprint}`)).toEqual({
    ok: true,
    data: { origin: `https://127.0.0.1:${server.port}`, roomId: 'x' },
  });
  expect(await getsThrough(page, server.port)).toBe(true);
});

test('a changed certificate is refused, by the page too', async ({ startApp, server }) => {
  const { page } = await startApp();
  const link = `https://127.0.0.1:${server.port}/r/x#f=${'A'.repeat(43)}`;
  expect(await openInvite(page, link)).toMatchObject({
    ok: false,
    error: { code: 'CERTIFICATE_CHANGED' },
  });
  expect(await getsThrough(page, server.port)).toBe(false);
});

for (const [link, code] of [
  ['https://127.0.0.1:1/r/x', 'HOST_UNREACHABLE'],
  ['ftp://127.0.0.1/r/x', 'LINK_SCHEME'],
  ['http://192.0.2.1:7780/r/x', 'LINK_INSECURE'],
  ['parley://127.0.0.1:1/', 'LINK_ROOM'],
] as const) {
  test(`${link} leads nowhere: ${code}`, async ({ startApp }) => {
    const { page } = await startApp();
    expect(await openInvite(page, link)).toMatchObject({ ok: false, error: { code } });
  });
}

test('a link that is clicked while the app runs opens in it', async ({ startApp, server }) => {
  const app = await startApp();
  const heard = await app.listen();
  const second = app.startAgain(`${server.url}r/calm-otter-river`);
  const room = { origin: new URL(server.url).origin, roomId: 'calm-otter-river' };
  await expect.poll(heard).toEqual([{ name: 'open-room', room }]);
  await expect.poll(() => second.exitCode).toBe(0);

  app.startAgain('parley://127.0.0.1:1/nowhere');
  await expect
    .poll(heard)
    .toMatchObject([{}, { name: 'open-failed', error: { code: 'LINK_ROOM' } }]);
});

test('the app that is started by a link opens it', async ({ startApp, server }) => {
  const app = await startApp({ args: [`${server.url}r/calm-otter-river`] });
  const heard = await app.listen();
  // The page may have said hello before this test could: then it shows the room already.
  const arrived = app.page.getByRole('button', { name: 'Turn camera off' });
  await expect
    .poll(async () => (await heard()).length > 0 || (await arrived.isVisible()))
    .toBe(true);
});
