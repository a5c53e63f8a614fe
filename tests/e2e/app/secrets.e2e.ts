/** Where the key of this computer's certificate is kept, and what becomes of it. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startHost } from './bridge.ts';
import { DesktopApp, usesStandIn } from './desktop-app.ts';
import { expect, test } from './fixtures.ts';

test.skip(!usesStandIn, 'the keyring of a real system is not for tests to fill and to lose');

/** Hosts once; answers what the file then holds, and what the person was told. */
async function hostOnce(app: DesktopApp) {
  await startHost(app.page);
  const kept = await readFile(join(app.dataFolder, 'certificate.pem'), 'utf8');
  const welcome = await app.page.evaluate(() => window.parley?.hello());
  const problems = welcome?.ok ? welcome.data.problems.map(({ code }) => code) : [];
  return { certificate: kept.slice(kept.indexOf('-----BEGIN CERTIFICATE')), kept, problems };
}

test('the key is sealed, one in plain too, and a lost keyring is said', async ({ startApp }) => {
  const dataFolder = await DesktopApp.newFolder();
  const without = await startApp({ dataFolder, args: ['--password-store=basic'] });
  const plain = await hostOnce(without);
  expect(plain.kept).toContain('PRIVATE KEY');
  await without.quit();
  await without.ended();

  const app = await startApp({ dataFolder });
  const sealed = await hostOnce(app);
  expect(sealed.kept).not.toContain('PRIVATE KEY');
  expect(sealed).toMatchObject({ certificate: plain.certificate, problems: [] });
  await app.quit();
  await app.ended();

  await rm(join(dataFolder, 'stand-in.keyring'));
  const after = await startApp({ dataFolder });
  const other = await hostOnce(after);
  expect(other.problems).toEqual(['CERTIFICATE_REPLACED']);
  expect(other.certificate).not.toBe(sealed.certificate);
  await expect(after.page.getByText(/Invites given before no longer lead here/)).toBeVisible();
});
