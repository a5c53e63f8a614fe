import { expect, test } from './fixtures.ts';

test('a server that says goodbye ends the meeting with the reason', async ({ server, person }) => {
  const ana = await person('Ana');
  await ana.host(server.url);
  await server.stop('SIGTERM');
  await expect(ana.page.getByRole('heading', { name: 'The meeting has ended' })).toBeVisible();
});

test('a server that crashes and comes back: everybody is in again, muted as before', async ({
  server: first,
  startServer,
  person,
}) => {
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.host(first.url);
  await joon.accept(await ana.copyInvite());
  await joon.seesMoving('Ana');
  await ana.button('Mute microphone').click();

  await first.stop('SIGKILL');
  await expect(ana.page.getByText(/Reconnecting/).first()).toBeVisible();
  const second = await startServer(first.port);
  await ana.seesMoving('Joon');
  await joon.seesMoving('Ana');
  await expect(ana.button('Unmute microphone')).toBeVisible();
  await expect(joon.tile('Ana').getByText('Microphone off')).toBeAttached();
  await expect(joon.tile('Ana')).toHaveCount(1);
  await expect.poll(() => second.stats()).toMatchObject({ rooms: 1, peers: 2 });
});

test('a media worker that dies: the room plays again, and nobody is lost or doubled', async ({
  server,
  person,
}) => {
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.host(server.url);
  await joon.accept(await ana.copyInvite());
  await joon.seesMoving('Ana');

  const before = await server.stats();
  for (const { pid } of before.workers) process.kill(pid, 'SIGKILL');
  await expect
    .poll(async () => {
      const { workers } = await server.stats();
      return (
        workers.length > 0 &&
        workers.every(({ pid }) => before.workers.every((old) => old.pid !== pid))
      );
    })
    .toBe(true);
  await Promise.all([ana.seesMoving('Joon'), joon.seesMoving('Ana')]);
  await Promise.all([ana.hears(), joon.hears()]);
  await expect(ana.tile('Joon')).toHaveCount(1);
  await expect.poll(() => server.stats()).toMatchObject({ rooms: 1, peers: 2 });
});
