/** Packs an imitation of the runtime, and looks at all in the package that is ours. */
import { execFileSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Cache } from '../../../build/cache.mjs';
import { pack } from '../../../build/package/pack.mjs';
import { choosePlan, type Plan } from '../../../build/package/plan.mjs';
import { sentinel } from '../../../build/package/runtime.mjs';
import { Processes } from '../../../build/processes.mjs';
import { Line } from '../../../build/screen.mjs';
import { succeeds } from '../../../build/setup/system-packages.mjs';
import { workerRuns } from '../../../build/setup/worker.mjs';
import { packagesIn } from '../../laws/import-law.ts';
import { readAsar } from './asar.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const feed = 'https://updates.example/parley';
/** In the order in which Electron has them. */
const fuseNames = [
  ...['runAsNode', 'cookieEncryption', 'nodeOptions', 'nodeInspect', 'asarIntegrity'],
  ...['onlyFromAsar', 'ownSnapshot', 'fileProtocolPrivileges'],
];
const onLinux = process.platform === 'linux';
const dpkgDeb = onLinux && (await succeeds('dpkg-deb', ['--version']));

describe.runIf(onLinux)('a Linux package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-package-'));
  const output = join(folder, 'packages');
  const suffix = process.arch === 'x64' ? '' : `-${process.arch}`;
  const unpacked = join(output, `linux${suffix}-unpacked`);
  const resources = join(unpacked, 'resources');
  const asar = join(resources, 'app.asar');
  const desktopPath = 'usr/share/applications/app.parley.Parley.desktop';
  let files: string[] = [];

  /** What this machine can pack, or that in its parts. */
  async function packed(env: NodeJS.ProcessEnv, part: Partial<Plan>, to: string) {
    const worker = process.env.MEDIASOUP_WORKER_BIN;
    if (!worker) throw new Error('MEDIASOUP_WORKER_BIN names no worker to pack.');
    const said = { write: () => true };
    const context = {
      root,
      env: { ...process.env, ...env },
      output: said,
      cache: new Cache(join(folder, 'cache')),
      processes: new Processes(process.exit),
    };
    const machine = { platform: process.platform, arch: process.arch, electron: false };
    const plan = { ...choosePlan({ ...machine, dpkgDeb, rpmbuild: false }, true), ...part };
    return pack(context, new Line(said, ''), plan, { worker, electron: undefined, output: to });
  }

  beforeAll(async () => {
    files = await packed({ PARLEY_UPDATE_FEED: feed }, {}, output);
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('says in its name that it holds no real runtime', () => {
    const packages = files.filter((file) => !file.endsWith('.yml'));
    expect(packages.length).toBe(dpkgDeb ? 2 : 1);
    for (const file of packages) expect(file).toContain('parley-imitation-');
  });

  test('can be neither turned into plain Node nor made to load other code', () => {
    const program = readFileSync(join(unpacked, 'parley'), 'latin1');
    const [, wire = ''] = program.split(`${sentinel}\x01\x08`);
    const states = Object.fromEntries(fuseNames.map((name, index) => [name, wire[index]]));
    expect(states).toMatchObject({
      runAsNode: '0',
      cookieEncryption: '1',
      nodeOptions: '0',
      nodeInspect: '0',
      asarIntegrity: '1',
      onlyFromAsar: '1',
      fileProtocolPrivileges: '0',
    });
  });

  test('updates itself only where a feed was named', async () => {
    const to = join(folder, 'without');
    await packed({ PARLEY_UPDATE_FEED: '' }, { formats: ['dir'], archive: false }, to);
    const without = readdirSync(join(to, `linux${suffix}-unpacked`, 'resources'));
    expect(without).not.toContain('app-update.yml');
    expect(without).toContain('app.asar');
    const archive = files.find((file) => file.endsWith('.tar.gz')) ?? '';
    const names = execFileSync('tar', ['-tzf', archive], { encoding: 'utf8' });
    expect(names).toContain('resources/app.asar');
    expect(names).not.toMatch(/app-update|package-type/);
  }, 120_000);

  test('holds our bundles, icons and package.json, and nothing else', () => {
    const places = [...readAsar(asar).keys()].map((path) => path.split('/').slice(0, 2).join('/'));
    const allowed = ['out/icons', 'out/main', 'out/preload', 'out/renderer', 'package.json'];
    expect([...new Set(places)].filter((place) => !allowed.includes(place))).toEqual([]);
    expect(places).toEqual(expect.arrayContaining(['out/main', 'out/renderer', 'package.json']));
  });

  test('holds neither maps nor sources', () => {
    const paths = [...readAsar(asar).keys()];
    expect(paths.filter((path) => /\.(map|tsx?)$/.test(path))).toEqual([]);
    expect(readdirSync(resources).filter((name) => name.startsWith('app.asar'))).toEqual([
      'app.asar',
    ]);
  });

  test('names itself to the desktop as its desktop file is called', () => {
    const manifest = JSON.parse(readAsar(asar).get('package.json')?.toString() ?? '');
    expect(manifest).toMatchObject({
      desktopName: 'app.parley.Parley.desktop',
      main: 'out/main/main.js',
      type: 'module',
    });
    expect(manifest).not.toHaveProperty('devDependencies');
  });

  test('has an icon for every state of the tray', () => {
    const paths = [...readAsar(asar).keys()];
    const names = ['idle', 'hosting', 'meeting', 'muted'].flatMap((state) =>
      ['', '@2x', 'Template', 'Template@2x'].map((kind) => `out/icons/tray-${state}${kind}.png`),
    );
    expect(paths).toEqual(expect.arrayContaining(names));
  });

  test('brings a worker that runs', async () => {
    const worker = join(resources, 'mediasoup-worker');
    accessSync(worker, constants.X_OK);
    expect(await workerRuns(worker)).toBe(true);
  });

  test('imports only what is in it, and what Electron brings', () => {
    const packed = readAsar(asar);
    const scripts = [...packed].filter(([path]) => /^out\/(main|preload)\/.*\.c?js$/.test(path));
    expect(scripts.length).toBeGreaterThan(1);
    const packages = scripts.flatMap(([path, text]) => packagesIn(path, text.toString()));
    expect([...new Set(packages)]).toEqual(['electron']);
    const files = scripts.flatMap(([path, text]) =>
      [...text.toString().matchAll(/(?:from|import\()\s*"(\.[^"\n]+\.js)"/g)].map(([, file = '']) =>
        posix.join(posix.dirname(path), file),
      ),
    );
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !packed.has(file))).toEqual([]);
    // mediasoup needs it where there is no package of that name to be found, as here.
    const modules = scripts.filter(([path]) => path.endsWith('.js'));
    const lacking = modules.filter(
      ([, text]) => text.includes('__dirname') && !text.includes('const __dirname ='),
    );
    expect(lacking.map(([path]) => path)).toEqual([]);
  });

  test('comes as an archive of one folder', () => {
    const archive = files.find((file) => file.endsWith('.tar.gz')) ?? '';
    const names = execFileSync('tar', ['-tzf', archive], { encoding: 'utf8' }).trim().split('\n');
    const [top = ''] = names[0]?.split('/') ?? [];
    expect(top).toMatch(/^parley-imitation-\d/);
    expect(names.filter((name) => !name.startsWith(`${top}/`))).toEqual([]);
    expect(names).toContain(`${top}/resources/mediasoup-worker`);
  });

  describe.runIf(dpkgDeb)('for Debian', () => {
    const away = join(folder, 'installed');
    const deb = () => files.find((file) => file.endsWith('.deb')) ?? '';

    beforeAll(() => {
      execFileSync('dpkg-deb', ['--raw-extract', deb(), away]);
    });

    test('registers invites and says how it is started', () => {
      const text = readFileSync(join(away, desktopPath), 'utf8');
      const fields = new Map(text.split('\n').map((line) => [line.split('=')[0], line]));
      expect(fields.get('MimeType')).toBe('MimeType=x-scheme-handler/parley;');
      expect(fields.get('Exec')).toBe('Exec=/opt/Parley/parley %U');
      expect(fields.get('StartupWMClass')).toBe('StartupWMClass=app.parley.Parley');
      expect(fields.get('Categories')).toBe('Categories=Network;VideoConference;');
    });

    test('knows its feed, which is described beside it', () => {
      const resources = join(away, 'opt/Parley/resources');
      const config = readFileSync(join(resources, 'app-update.yml'), 'utf8');
      expect(config).toMatch(/^provider: generic$/m);
      expect(config).toContain(`url: ${feed}`);
      expect(readFileSync(join(resources, 'package-type'), 'utf8')).toBe('deb');
      const described = files.find((file) => /latest-linux.*\.yml$/.test(file)) ?? '';
      expect(readFileSync(described, 'utf8')).toContain(basename(deb()));
    });

    test('says what it needs, and what the worker needs', () => {
      const control = readFileSync(join(away, 'DEBIAN', 'control'), 'utf8');
      expect(control).toMatch(/^Package: parley$/m);
      expect(control).toMatch(/^Version: \d+\.\d+\.\d+$/m);
      expect(control).toMatch(/^Depends: .*libnss3.*libc6/m);
    });

    test('owns its files as root and lets everybody read them', () => {
      const list = execFileSync('dpkg-deb', ['-c', deb()], { encoding: 'utf8' });
      const lines = list.trim().split('\n');
      const proper = /^[d-]rw.r.[x-]r.[x-] (\w+)\/\1 /;
      expect(lines.filter((line) => proper.exec(line)?.[1] !== 'root')).toEqual([]);
    });

    test('has the worker, the icons and the link of the command', async () => {
      expect(await workerRuns(join(away, 'opt/Parley/resources/mediasoup-worker'))).toBe(true);
      for (const size of [16, 48, 256, 512]) {
        const icon = `usr/share/icons/hicolor/${size}x${size}/apps/parley.png`;
        expect(existsSync(join(away, icon))).toBe(true);
      }
      expect(readFileSync(join(away, 'DEBIAN', 'postinst'), 'utf8')).toContain('/usr/bin/parley');
    });
  });
});
