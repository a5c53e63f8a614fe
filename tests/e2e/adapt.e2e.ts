/** That everybody is sent what they draw, and nobody encodes what nobody sees. */
import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';

const large = { width: 1280, height: 800 };
/** A window in which every tile is a small one, whatever the layout. */
const small = { width: 320, height: 300 };

/** The width in which somebody's video arrives, in pixels (W3C webrtc-stats, frameWidth). */
function receivedWidth(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let width = 0;
    for (const connection of window.connections) {
      if (connection.connectionState === 'closed') continue;
      for (const report of (await connection.getStats()).values()) {
        if (report.type === 'inbound-rtp' && report.kind === 'video') width = report.frameWidth;
      }
    }
    return width;
  });
}

/** Which of the camera's encodings are on, lowest first. */
function encoded(page: Page): Promise<(boolean | undefined)[]> {
  return page.evaluate(() =>
    window.connections
      .filter(({ connectionState }) => connectionState !== 'closed')
      .flatMap((connection) => connection.getSenders())
      .filter(({ track }) => track?.kind === 'video')
      .flatMap((sender) => sender.getParameters().encodings.map(({ active }) => active)),
  );
}

/** Behaves as a page that goes behind another one, or comes back. */
function setVisible(page: Page, visible: boolean): Promise<void> {
  return page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    visible ? 'visible' : 'hidden',
  );
}

test('a small tile gets a small picture, a large one a large one, a hidden one none', async ({
  server,
  person,
}) => {
  const ana = await person('Ana');
  const joon = await person('Joon', { viewport: large });
  await ana.host(server.url);
  await joon.accept(await ana.copyInvite());
  // To a grid, in which neither of two is large.
  await joon.page.keyboard.press('l');
  await joon.seesMoving('Ana');
  await joon.page.setViewportSize(small);
  await expect.poll(() => receivedWidth(joon.page)).toBeLessThanOrEqual(320);
  await expect.poll(() => encoded(ana.page)).toEqual([true, false, false]);

  await joon.page.setViewportSize(large);
  await expect.poll(() => receivedWidth(joon.page)).toBeGreaterThan(320);

  await setVisible(joon.page, false);
  await expect.poll(() => encoded(ana.page)).toEqual([false, false, false]);
  // What is heard goes on, whoever looks.
  await joon.hears();

  await setVisible(joon.page, true);
  await joon.seesMoving('Ana');
});
