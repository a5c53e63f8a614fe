import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { isAlive } from '../../sfu/harness/until.ts';
import { anasRoom, startHost } from './bridge.ts';
import { expect, test } from './fixtures.ts';

test('no media process before hosting, and none after it', async ({ startApp }) => {
  const app = await startApp();
  expect(app.workers()).toEqual([]);
  for (let round = 0; round < 2; round += 1) {
    const state = await startHost(app.page);
    expect(state).toMatchObject({
      roomId: anasRoom.roomId,
      roomName: anasRoom.roomName,
      people: 0,
    });
    expect(app.workers()).toHaveLength(1);
    expect((await fetch(new URL('health', `${state.origin}/`))).status).toBe(200);
    await app.page.evaluate(() => window.parley?.stopHost());
    await expect.poll(() => app.workers()).toEqual([]);
  }
});

test('the program waits with the media server until somebody hosts', async () => {
  const main = await readFile(new URL('../../../out/main/main.js', import.meta.url), 'utf8');
  const early = main.match(/^import\b.*\bfrom *["']\..*$/gm);
  expect(early).toBeNull();
  expect(main).not.toContain('createWorker');
  expect(main).toMatch(/import\(["']\.\/assets\/sfu/);
});

test('hosting again answers the room that is open', async ({ startApp }) => {
  const app = await startApp();
  const first = await startHost(app.page);
  const other = { roomId: 'other', roomName: 'Other', displayName: 'Ana' };
  const answer = await app.page.evaluate((each) => window.parley?.startHost(each), other);
  expect(answer).toEqual({ ok: true, data: first });
});

test('a port that is taken moves on to a free one, and says so', async ({ startApp }) => {
  const occupant = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => occupant.once('listening', resolve));
  const address = occupant.address();
  const taken = typeof address === 'object' && address ? address.port : 0;
  try {
    const app = await startApp({ env: { PORT: String(taken) } });
    const state = await startHost(app.page);
    expect(state.movedFrom).toBe(taken);
    expect(state.port).not.toBe(taken);
  } finally {
    occupant.close();
  }
});

test('what cannot be hosted is said in words', async ({ startApp }) => {
  const app = await startApp({ env: { LISTEN_IP: 'everywhere' } });
  const answer = await app.page.evaluate((each) => window.parley?.startHost(each), anasRoom);
  expect(answer).toMatchObject({ ok: false, error: { code: 'HOST_FAILED' } });
  expect(JSON.stringify(answer)).toContain('it may be an IPv4 or IPv6 address');
});

test('quitting asks while a guest is in, and then tells the guest', async ({
  startApp,
  person,
}) => {
  const app = await startApp();
  const { origin } = await startHost(app.page);
  const guest = await person('Joon');
  await guest.accept(`${origin}/r/${anasRoom.roomId}`);

  const staying = await app.answerQuestions(0);
  await app.quit();
  await expect.poll(staying).toEqual(['1 person is in the room that you host.']);
  await expect(guest.button('Leave')).toBeVisible();

  await app.answerQuestions(1);
  await app.quit();
  await expect(guest.page.getByRole('heading', { name: 'The meeting has ended' })).toBeVisible();
  await app.ended();
});

test('quitting does not ask while nobody would notice', async ({ startApp }) => {
  const app = await startApp();
  await startHost(app.page);
  const workers = app.workers();
  // Whoever was asked would stay.
  await app.answerQuestions(0);
  await app.quit();
  await app.ended();
  await expect.poll(() => workers.filter(isAlive)).toEqual([]);
});

test('no media process outlives the app, also when it is killed', async ({ startApp }) => {
  const app = await startApp();
  await startHost(app.page);
  const workers = app.workers();
  expect(workers).toHaveLength(1);
  process.kill(app.pid, 'SIGKILL');
  await app.ended();
  await expect.poll(() => workers.filter(isAlive)).toEqual([]);
});
