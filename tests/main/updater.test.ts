/** electron-updater itself, as an AppImage runs it, against a feed on this computer. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AppUpdater } from 'electron-updater';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createUpdater } from '../../main/updater.ts';
import { autoUpdater, net } from '../electron-stand-in/net.ts';
import { temporaryFolder } from '../setup/temporary.ts';
import { type Feed, feedConfig, type Release, serveFeed } from './update-feed.ts';

const load = createRequire(import.meta.url);
const { resourcesPath } = process;
const app = {
  isPackaged: true,
  getVersion: () => '1.0.0',
  getName: () => 'parley',
  getPath: () => temporaryFolder(),
  whenReady: async () => {},
  quit: vi.fn(),
  once: vi.fn(),
};

let feed: Feed | undefined;
let AppImageUpdater: new () => AppUpdater;

beforeAll(() => {
  // Asking for the real one would begin to download it.
  const electron = { app, net, autoUpdater, session: { fromPartition: () => ({}) } };
  const file = load.resolve('electron');
  load.cache[file] = { id: file, filename: file, loaded: true, exports: electron } as NodeJS.Module;
  ({ AppImageUpdater } = load('electron-updater/out/AppImageUpdater.js'));
});
afterEach(async () => {
  await feed?.close();
  vi.unstubAllEnvs();
  vi.clearAllMocks();
});
afterAll(() => {
  delete load.cache[load.resolve('electron')];
  Object.assign(process, { resourcesPath });
});

/** An installed AppImage that knows its feed. */
async function installed(release: Release | undefined) {
  feed = await serveFeed(release);
  const folder = temporaryFolder();
  const file = join(folder, 'Parley.AppImage');
  writeFileSync(file, 'the old one', { mode: 0o755 });
  writeFileSync(join(folder, 'app-update.yml'), feedConfig(feed.url));
  Object.assign(process, { resourcesPath: folder });
  vi.stubEnv('APPIMAGE', file);
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  const startAgain = vi.fn();
  const updater = createUpdater({ updater: new AppImageUpdater(), startAgain });
  return { updater, startAgain, folder, file, requests: feed.requests };
}

const never = new AbortController().signal;

describe.runIf(process.platform === 'linux')('an installed app', { timeout: 20_000 }, () => {
  it('finds a newer version, brings it and begins it', async () => {
    const mark = join(temporaryFolder(), 'started');
    const content = `#!/bin/sh\necho new > '${mark}'\n`;
    const { updater, startAgain, file, requests } = await installed({ version: '2.0.0', content });
    expect(await updater.look()).toBe('2.0.0');
    expect(readFileSync(file, 'utf8')).toBe('the old one');
    await updater.fetch(never);
    expect(readFileSync(file, 'utf8')).toBe('the old one');
    updater.install();
    expect(readFileSync(file, 'utf8')).toBe(content);
    await vi.waitFor(() => expect(app.quit).toHaveBeenCalledOnce(), { timeout: 10_000 });
    await vi.waitFor(() => expect(existsSync(mark)).toBe(true), { timeout: 10_000 });
    expect(startAgain).not.toHaveBeenCalled();
    // Nothing by which the feed would know this computer again.
    expect(new Set(requests.map(({ headers }) => headers['x-user-staging-id']))).toEqual(
      new Set(['none']),
    );
  });

  it('knows that it is the newest', async () => {
    const { updater, requests } = await installed({ version: '1.0.0', content: 'the same' });
    expect(await updater.look()).toBeUndefined();
    expect(requests).toHaveLength(1);
  });

  it('never goes back to an older one', async () => {
    const { updater } = await installed({ version: '0.9.0', content: 'older' });
    expect(await updater.look()).toBeUndefined();
  });

  it('refuses what is not what the feed described', async () => {
    const sha512 = Buffer.alloc(64).toString('base64');
    const { updater, file } = await installed({ version: '2.0.0', content: 'other', sha512 });
    await updater.look();
    await expect(updater.fetch(never)).rejects.toThrow('sha512 checksum mismatch');
    expect(readFileSync(file, 'utf8')).toBe('the old one');
  });

  it('fails with a reason where the feed is none', async () => {
    const { updater } = await installed(undefined);
    await expect(updater.look()).rejects.toThrow();
  });

  it('brings nothing once it was broken off', async () => {
    const { updater } = await installed({ version: '2.0.0', content: 'new' });
    await updater.look();
    const meeting = new AbortController();
    const fetching = updater.fetch(meeting.signal);
    meeting.abort();
    await expect(fetching).rejects.toThrow();
    await expect(updater.fetch(meeting.signal)).rejects.toThrow();
  });

  it('starts again as it was where the new version cannot be put in place', async () => {
    const { updater, startAgain } = await installed({ version: '2.0.0', content: 'new' });
    await updater.look();
    await updater.fetch(never);
    vi.stubEnv('APPIMAGE', '/nowhere/Parley.AppImage');
    updater.install();
    expect(startAgain).toHaveBeenCalledOnce();
    expect(app.quit).not.toHaveBeenCalled();
  });

  it('that is no AppImage, as out of an archive, asks nobody', async () => {
    const { updater, requests } = await installed({ version: '2.0.0', content: 'new' });
    vi.stubEnv('APPIMAGE', undefined);
    expect(await updater.look()).toBeUndefined();
    expect(requests).toEqual([]);
  });
});
