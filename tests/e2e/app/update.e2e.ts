/** A newer version, from the feed to its first start. */
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { feedConfig, serveFeed } from '../../main/update-feed.ts';
import { reportMeeting, tea } from './bridge.ts';
import { DesktopApp, usesStandIn } from './desktop-app.ts';
import { expect, test } from './fixtures.ts';

test.skip(!usesStandIn || process.platform !== 'linux', 'only an installed app updates itself');

test('a newer version is brought, waits for the end of a meeting, and is begun', async ({
  startApp,
}) => {
  const dataFolder = await DesktopApp.newFolder();
  const started = join(dataFolder, 'started');
  const content = `#!/bin/sh\necho new > '${started}'\n`;
  const feed = await serveFeed({ version: '99.0.0', content });
  const file = join(dataFolder, 'Parley.AppImage');
  await writeFile(file, 'this version', { mode: 0o755 });
  await writeFile(join(dataFolder, 'app-update.yml'), feedConfig(feed.url));
  const app = await startApp({
    dataFolder,
    env: {
      PARLEY_STAND_IN_RESOURCES: dataFolder,
      APPIMAGE: file,
      HOME: dataFolder,
      XDG_CACHE_HOME: join(dataFolder, 'cache'),
    },
  });
  const { page } = app;
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Look now' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await expect(settings.getByText('Version 99.0.0 is ready.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Parley 99.0.0 is ready.')).toBeVisible();
  await expect.poll(async () => (await app.tray()).entries).toContain('restart-to-update');

  await reportMeeting(page, tea);
  await page.getByRole('button', { name: 'Restart to update' }).click();
  await expect(page.getByText(/does not restart while people are in a meeting/)).toBeVisible();
  await expect.poll(async () => (await app.tray()).entries).not.toContain('restart-to-update');
  await reportMeeting(page, { state: 'none' });

  await page.getByRole('button', { name: 'Restart to update' }).click();
  await app.ended();
  await expect
    .poll(() =>
      access(started).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  await feed.close();
});
