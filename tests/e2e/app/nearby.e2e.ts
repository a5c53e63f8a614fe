/**
 * Rooms nearby, found by multicast: only in a network of their own, so that nothing is said on a
 * real one. There the test runs this file once more.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Lan } from '../lan.ts';
import { expect, test } from './fixtures.ts';

const isAlone = process.env.PARLEY_TEST_NAMESPACE !== undefined;
const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const onNetwork = { env: { PARLEY_NEARBY: 'on', LISTEN_IP: '0.0.0.0' } };

if (isAlone) {
  test('a room appears in the list of others, is joined there, and goes with its host', async ({
    startApp,
  }) => {
    const [first, second] = [await startApp(onNetwork), await startApp(onNetwork)];
    const [ana, joon] = [first.person('Ana'), second.person('Joon')];
    await expect(second.page.getByText('Nobody is hosting on this network now.')).toBeVisible();
    await first.host('Ana');

    await second.page.getByRole('textbox', { name: 'Your name' }).fill('Joon');
    await expect(second.page.getByText('1 person · hosted by Ana')).toBeVisible();
    await joon.button("Join Ana's room").click();
    await expect(second.page.getByText('1 person is here')).toBeVisible();
    await joon.join();
    await Promise.all([ana.seesMoving('Joon'), joon.seesMoving('Ana')]);

    await joon.button('Leave').click();
    await joon.button('Back to home').click();
    await ana.button('Leave').click();
    await ana.button('Back to home').click();
    await expect(ana.button("Enter Ana's room")).toBeVisible();
    await expect(second.page.getByText('Nobody is in · hosted by Ana')).toBeVisible();
    await ana.button('Stop hosting').click();
    await expect(second.page.getByText('Nobody is hosting on this network now.')).toBeVisible();
    await expect(ana.button('Host a room')).toBeVisible();
  });
} else {
  test('rooms nearby are found, in a network of their own', () => {
    test.skip(Lan.obstacle !== undefined, Lan.obstacle);
    test.setTimeout(150_000);
    const lan = new Lan();
    try {
      lan.connect(76, ['alone']);
      const [command = '', ...args] = [
        ...lan.on('alone'),
        process.execPath,
        at('node_modules/playwright/cli.js'),
        ...[
          'test',
          'app/nearby',
          '--config',
          at('tests/e2e/playwright.config.ts'),
          '--project',
          'e2e',
          '--output',
          test.info().outputDir,
        ],
      ];
      const env = { ...process.env, PARLEY_TEST_NAMESPACE: 'alone' };
      execFileSync(command, args, { env, stdio: 'inherit' });
    } finally {
      lan.close();
    }
  });
}
