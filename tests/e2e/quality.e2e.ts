import { isAccessible } from './accessible.ts';
import { expect, test } from './fixtures.ts';

test('the statistics show what really flows, and the report names nobody', async ({
  server,
  person,
}) => {
  const ana = await person('Ana Secret');
  const joon = await person('Joon Hidden');
  await ana.host(server.url);
  const invite = await ana.copyInvite();
  await joon.accept(invite);
  await ana.seesMoving('Joon Hidden');

  const dialog = await ana.openStatistics();
  const received = dialog.getByRole('listitem').filter({ hasText: 'Joon Hidden · Camera' });
  await expect(received.getByText(/^\d+ × \d+, [1-9]\d* fps$/)).toBeVisible();
  await expect(received.getByText(/^[1-9][\d,.]* [kM]bit\/s/)).toBeVisible();
  await expect(received.getByText(/^(VP8|VP9|AV1|H264)$/)).toBeVisible();
  await expect(dialog.getByText(/^On this computer, (UDP|TCP)$/)).toBeVisible();
  const sent = dialog.getByRole('listitem').filter({ hasText: 'You · Camera' });
  await expect(sent.getByText(/^[1-9][\d,.]* [kM]bit\/s/)).toBeVisible();
  await expect(dialog.getByRole('listitem').filter({ hasText: 'You · Microphone' })).toBeVisible();
  await isAccessible(ana.page, 'statistics');

  await dialog.getByRole('button', { name: 'Copy report' }).click();
  const report = () => ana.page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(report).toContain('Parley diagnosis');
  const text = await report();
  expect(text).toMatch(/^person 1 sends camera: (VP8|VP9|AV1|H264), \d+ x \d+ at \d+ fps, /m);
  expect(text).toMatch(/^you send microphone: opus, /m);
  // Neither people nor the room, nor where it is, nor what would let anybody in.
  const { host, pathname } = new URL(invite);
  for (const secret of ['Secret', 'Hidden', 'Ana', host, '127.0.0.1', pathname.split('/').at(-1)]) {
    expect(text).not.toContain(secret);
  }
  expect(text).not.toMatch(/\d+\.\d+\.\d+\.\d+:|[0-9a-f]{8}-[0-9a-f]{4}|:\/\/|fake_device|Fake /);
});
