import { expect, test } from './fixtures.ts';
import type { Person } from './person.ts';

test('another microphone in a meeting is heard at once, and a camera that gives nothing is told', async ({
  server,
  person,
}) => {
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.context.addInitScript(rememberDevices);
  await ana.host(server.url);
  await joon.accept(await ana.copyInvite());
  await joon.seesMoving('Ana');

  await ana.button('More').click();
  await ana.openSettings();
  const microphones = ana.page.getByRole('dialog').getByRole('combobox', { name: 'Microphone' });
  const before = await openMicrophone(ana);
  await microphones.selectOption({ index: 2 });
  await expect.poll(() => openMicrophone(ana)).not.toBe(before);
  await joon.hears();

  // What is done to the sound is changed while it goes out.
  const chosen = await openMicrophone(ana);
  await ana.page.getByRole('switch', { name: 'Reduce noise' }).click();
  await expect.poll(() => noiseSuppression(ana)).toBe(false);
  expect(await openMicrophone(ana)).toBe(chosen);
  await joon.hears();

  const players = () => ana.page.evaluate(() => window.players.size);
  const playersBefore = await players();
  await ana.button('Play a test tone').click();
  await expect.poll(players).toBeGreaterThan(playersBefore);
  await expect(ana.button('Play a test tone')).toHaveText('Test');
  await expect(ana.page.getByText('The tone could not be played.')).toHaveCount(0);

  await ana.page.evaluate(freezeCamera);
  await expect(ana.page.getByText('No picture comes from the camera.').first()).toBeVisible();
});

test('a microphone that is pulled out is replaced, and taken back when it returns', async ({
  server,
  person,
}) => {
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.context.addInitScript(rememberDevices);
  await ana.page.goto(server.url);
  await ana.page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
  await ana.button('Host a room').click();
  const microphones = ana.page.getByRole('combobox', { name: 'Microphone' });
  await expect(microphones.getByRole('option', { name: 'Fake Audio Input 2' })).toBeAttached();
  await microphones.selectOption({ label: 'Fake Audio Input 2' });
  await expect.poll(() => openMicrophone(ana)).toBe('Fake Audio Input 2');
  await ana.join();
  await joon.accept(await ana.copyInvite());
  await joon.hears();

  await plug(ana, 'Fake Audio Input 2', false);
  await expect(ana.page.getByText('Fake Audio Input 2 is gone.').first()).toBeVisible();
  await expect.poll(() => openMicrophone(ana)).not.toBe('Fake Audio Input 2');
  await joon.hears();

  await plug(ana, 'Fake Audio Input 2', true);
  await expect(ana.page.getByText('Fake Audio Input 2 is back and in use.').first()).toBeVisible();
  await joon.hears();
  await ana.button('Undo').click();
  await expect.poll(() => openMicrophone(ana)).not.toBe('Fake Audio Input 2');
  await joon.hears();
});

/** In the page: the open camera counts no frame any more, as if its lid were shut. */
function freezeCamera(): void {
  const track = window.cameras.findLast(({ readyState }) => readyState === 'live');
  if (track) Object.defineProperty(track, 'stats', { value: { deliveredFrames: 1 } });
}

/** The name of the microphone that is open. */
function openMicrophone({ page }: Person): Promise<string | undefined> {
  return page.evaluate(
    () => window.opened.findLast(({ readyState }) => readyState === 'live')?.label,
  );
}

function noiseSuppression({ page }: Person): Promise<boolean | undefined> {
  return page.evaluate(
    () =>
      window.opened.findLast(({ readyState }) => readyState === 'live')?.getSettings()
        .noiseSuppression,
  );
}

/** Pulls a device out, or puts it back, as the browser would tell of it. */
function plug({ page }: Person, label: string, there: boolean): Promise<void> {
  return page.evaluate(
    ([name, isThere]) => {
      if (isThere) window.unplugged.delete(name);
      else window.unplugged.add(name);
      for (const track of isThere ? [] : window.opened) {
        if (track.label !== name || track.readyState === 'ended') continue;
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    },
    [label, there] as const,
  );
}

declare global {
  interface Window {
    /** Every microphone track that was opened. */
    opened: MediaStreamTrack[];
    cameras: MediaStreamTrack[];
    /** Names of devices that are not there. */
    unplugged: Set<string>;
  }
}

/** In the page: devices can be pulled out, which Chromium's fake ones cannot. */
function rememberDevices(): void {
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  const list = mediaDevices.enumerateDevices.bind(mediaDevices);
  window.opened = [];
  window.cameras = [];
  window.unplugged = new Set();
  mediaDevices.enumerateDevices = async () =>
    (await list()).filter(({ label }) => !window.unplugged.has(label));
  mediaDevices.getUserMedia = async (wish) => {
    const stream = await open(wish);
    const tracks = stream.getTracks();
    if (tracks.some(({ label }) => window.unplugged.has(label))) {
      for (const track of tracks) track.stop();
      throw new DOMException('It is not there.', 'NotFoundError');
    }
    window.opened.push(...stream.getAudioTracks());
    window.cameras.push(...stream.getVideoTracks());
    return stream;
  };
}
