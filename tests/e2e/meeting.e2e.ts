import { expect, test } from './fixtures.ts';

test('two people meet: one hosts, the other opens the invite, both see and hear each other', async ({
  server,
  person,
}) => {
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.host(server.url);
  const invite = await ana.copyInvite();
  await joon.accept(invite);

  await Promise.all([ana.seesMoving('Joon'), joon.seesMoving('Ana')]);
  await Promise.all([ana.hears(), joon.hears()]);
  await expect.poll(() => ana.playsSound()).toBe(true);
  await expect.poll(() => joon.playsSound()).toBe(true);
  // The own picture is there too, and mirrored as in a looking glass.
  await ana.seesMoving('Ana');
  const mirrored = await ana
    .tile('Ana')
    .locator('video')
    .evaluate((video) => new DOMMatrix(getComputedStyle(video).transform).a);
  expect(mirrored).toBe(-1);
});

test('four people see and hear everybody else', async ({ server, person }) => {
  test.slow();
  const names = ['Ana', 'Joon', 'Lea', 'Tomas'];
  const people = await Promise.all(names.map((name) => person(name)));
  const [host, ...guests] = people;
  if (!host) throw new Error('nobody came');
  await host.host(server.url);
  const invite = await host.copyInvite();
  for (const guest of guests) await guest.accept(invite);
  for (const each of people) {
    await expect(
      each.page.getByRole('group').filter({ has: each.page.locator('video') }),
    ).toHaveCount(4);
    for (const name of names) await each.seesMoving(name);
    await each.hears();
  }
  expect(await server.stats()).toMatchObject({ rooms: 1, peers: 4 });
});

test('muting and the camera are seen by others, and come back', async ({ server, person }) => {
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.host(server.url);
  await joon.accept(await ana.copyInvite());
  await joon.seesMoving('Ana');
  await joon.hears();

  await ana.button('Mute microphone').click();
  await expect(ana.button('Unmute microphone')).toBeVisible();
  await expect(joon.tile('Ana').getByText('Microphone off')).toBeAttached();
  // What still arrives after the mute is silence: the energy stands still.
  await expect
    .poll(async () => {
      const before = await joon.audioEnergy();
      await joon.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
      return (await joon.audioEnergy()) - before;
    })
    .toBeLessThan(1e-6);

  await ana.button('Turn camera off').click();
  await expect(joon.tile('Ana').locator('video')).toBeHidden();
  await expect(joon.tile('Ana').getByText('A', { exact: true })).toBeVisible();

  await ana.button('Unmute microphone').click();
  await ana.button('Turn camera on').click();
  await expect(joon.tile('Ana').getByText('Microphone off')).toHaveCount(0);
  await joon.seesMoving('Ana');
  await joon.hears();
});

test('leaving, coming back and reloading', async ({ server, person }) => {
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.host(server.url);
  await joon.accept(await ana.copyInvite());
  await ana.seesMoving('Joon');

  await joon.button('Leave').click();
  await expect(ana.tile('Joon')).toHaveCount(0);
  await expect(joon.button('Join again')).toBeVisible();
  await expect.poll(async () => (await server.stats()).peers).toBe(1);

  await joon.button('Join again').click();
  await joon.join();
  await ana.seesMoving('Joon');

  await joon.page.reload();
  await expect(ana.tile('Joon')).toHaveCount(0);
  await joon.join();
  await ana.seesMoving('Joon');
  await joon.seesMoving('Ana');
  await expect(ana.tile('Joon')).toHaveCount(1);
});

test('leaving turns camera and microphone off and closes every connection', async ({
  server,
  person,
}) => {
  const ana = await person('Ana');
  await ana.host(server.url);
  await ana.button('Leave').click();
  await expect(ana.button('Join again')).toBeVisible();
  const open = () =>
    ana.page.evaluate(
      () => window.connections.filter(({ connectionState }) => connectionState !== 'closed').length,
    );
  await expect.poll(open).toBe(0);
  await expect.poll(async () => (await server.stats()).peers).toBe(0);
});
