import { expect, test } from './fixtures.ts';
import type { Person } from './person.ts';

const banner = 'You are sharing your screen';

test('a shared screen stands on the stage, moves, is not cropped, and is heard', async ({
  server,
  person,
}) => {
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.host(server.url);
  await joon.accept(await ana.copyInvite());
  // All that is heard then is the shared sound.
  await ana.button('Mute microphone').click();
  await joon.button('Mute microphone').click();

  await share(ana);
  await expect(joon.page.getByText('Ana started sharing.').first()).toBeAttached();
  await joon.seesMoving("Ana's screen");
  await isWholeAndLargest(joon, "Ana's screen");
  await joon.hears();
  // The people are still there, and nobody looks at a picture of a picture.
  await joon.seesMoving('Ana');
  await expect(ana.tile("Ana's screen")).toHaveCount(0);

  await ana.button('Stop sharing').click();
  await expect(joon.tile("Ana's screen")).toHaveCount(0);
  await expect(joon.page.getByText('Ana stopped sharing.').first()).toBeAttached();
  await expect(ana.page.getByText(banner)).toHaveCount(0);
  await joon.seesMoving('Ana');

  await share(ana);
  await joon.seesMoving("Ana's screen");
  await ana.button('Stop').click();
  await expect(joon.tile("Ana's screen")).toHaveCount(0);
});

test("the browser's own bar ends a share too", async ({ server, person }) => {
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.context.addInitScript(rememberScreens);
  await ana.host(server.url);
  await joon.accept(await ana.copyInvite());
  await share(ana);
  await joon.seesMoving("Ana's screen");
  await ana.page.evaluate(() => {
    // What the bar does: the track ends, and says so.
    for (const track of window.screens) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
  });
  await expect(ana.button('Share screen')).toBeVisible();
  await expect(joon.tile("Ana's screen")).toHaveCount(0);
});

test('a cancelled choice changes nothing', async ({ server, person }) => {
  const ana = await person('Ana');
  await ana.context.addInitScript(() => {
    navigator.mediaDevices.getDisplayMedia = () =>
      Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
  });
  await ana.host(server.url);
  await ana.button('Share screen').click();
  await expect(ana.button('Share screen')).toHaveAttribute('aria-busy', 'false');
  await expect(ana.page.locator('.notice')).toHaveCount(0);
});

test('who comes late sees it; of two screens the newest; leaving takes it along', async ({
  server,
  person,
}) => {
  test.slow();
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.host(server.url);
  const invite = await ana.copyInvite();
  await share(ana);
  await joon.accept(invite);
  await joon.seesMoving("Ana's screen");

  await share(joon);
  const lea = await person('Lea', { viewport: { width: 360, height: 720 } });
  await lea.accept(invite);
  await lea.seesMoving("Joon's screen");
  await lea.button("Ana's screen").click();
  await lea.seesMoving("Ana's screen");
  await isWholeAndLargest(lea, "Ana's screen");
  await expect(lea.tile("Joon's screen")).toBeHidden();
  // On one's own stage there is only what the others share.
  await ana.seesMoving("Joon's screen");
  await expect(ana.tile("Ana's screen")).toHaveCount(0);

  await ana.button('Leave').click();
  await lea.seesMoving("Joon's screen");
  await expect(lea.tile("Ana's screen")).toHaveCount(0);
  await expect.poll(async () => (await server.stats()).peers).toBe(2);
});

test('a share goes on after a crash of the media worker', async ({ server, person }) => {
  const ana = await person('Ana');
  const joon = await person('Joon');
  await ana.host(server.url);
  await joon.accept(await ana.copyInvite());
  await share(ana);
  await joon.seesMoving("Ana's screen");
  const before = (await server.stats()).workers.map(({ pid }) => pid);
  for (const pid of before) process.kill(pid, 'SIGKILL');
  await expect
    .poll(async () => (await server.stats()).workers.filter(({ pid }) => !before.includes(pid)))
    .not.toEqual([]);
  await joon.seesMoving("Ana's screen");
  await expect(ana.page.getByText(banner)).toBeVisible();
});

async function share(person: Person): Promise<void> {
  await person.button('Share screen').click();
  await expect(person.page.getByText(banner)).toBeVisible();
}

/** The whole picture is drawn, and nothing else as large. */
async function isWholeAndLargest(person: Person, name: string): Promise<void> {
  const picture = person.tile(name).locator('video');
  await expect(picture).toHaveCSS('object-fit', 'contain');
  const area = async (video: typeof picture) => {
    const box = await video.boundingBox();
    return box ? box.width * box.height : 0;
  };
  // The layout takes a moment to come to rest.
  const excess = async () => {
    const faces = await person.tile('Ana').locator('video').all();
    const sizes = await Promise.all(faces.map(area));
    return (await area(picture)) - Math.max(0, ...sizes);
  };
  await expect.poll(excess, { message: `${name} is the largest` }).toBeGreaterThan(0);
}

declare global {
  interface Window {
    screens: MediaStreamTrack[];
  }
}

/** Keeps what is captured within the test's reach; changes nothing about it. */
function rememberScreens(): void {
  const capture = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
  window.screens = [];
  navigator.mediaDevices.getDisplayMedia = async (options) => {
    const stream = await capture(options);
    window.screens.push(...stream.getTracks());
    return stream;
  };
}
