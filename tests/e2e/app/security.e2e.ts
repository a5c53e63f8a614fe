/** The checklist of Electron's security guide, point by point, as a page meets it. */
import { expect, test } from './fixtures.ts';

test('the page is sandboxed: it has functions, and nothing of Node or Electron', async ({
  startApp,
}) => {
  const { page } = await startApp();
  const found = await page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'Buffer', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
    bridge: Object.values(window.parley ?? {}).map((part) => typeof part),
    frozen: Object.isFrozen(window.parley),
    secure: isSecureContext,
  }));
  expect(found.globals).toEqual([]);
  expect(new Set(found.bridge)).toEqual(new Set(['function']));
  expect(found).toMatchObject({ frozen: true, secure: true });
});

test('the window has every safe preference that there is', async ({ startApp }) => {
  const app = await startApp();
  const preferences = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => {
      // Electron's types keep it to themselves.
      const known = webContents as unknown as { getLastWebPreferences(): Electron.WebPreferences };
      return known.getLastWebPreferences();
    }),
  );
  expect(preferences).toHaveLength(1);
  expect(preferences[0]).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    experimentalFeatures: false,
    backgroundThrottling: false,
  });
});

test('nothing but the own files is loaded or run, as its policy says', async ({ startApp }) => {
  const { page } = await startApp();
  const policy = await page.evaluate(async () =>
    (await fetch('/')).headers.get('Content-Security-Policy'),
  );
  expect(policy).toMatch(/default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/);
  expect(policy).not.toContain('unsafe');
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
    const frame = document.createElement('iframe');
    frame.src = 'https://example.org/';
    document.body.append(frame);
    const remote = await fetch('http://example.org/').then(
      () => true,
      () => false,
    );
    return { inline: 'ran' in window, remote };
  });
  expect(ran).toEqual({ inline: false, remote: false });
});

test('what no meeting needs is denied', async ({ startApp }) => {
  const { page } = await startApp();
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'midi', 'camera', 'microphone'];
    const asked = names.map(async (name) => {
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      return [name, state];
    });
    return Object.fromEntries(await Promise.all(asked));
  });
  expect(states).toEqual({
    geolocation: 'denied',
    notifications: 'denied',
    midi: 'denied',
    camera: 'granted',
    microphone: 'granted',
  });
});

test('the page cannot be led elsewhere, and opens no windows', async ({ startApp }) => {
  const app = await startApp();
  const { page } = app;
  await app.electron.evaluate(({ shell }) => {
    const opened: string[] = [];
    Reflect.set(globalThis, 'opened', opened);
    Reflect.set(shell, 'openExternal', async (url: string) => opened.push(url));
  });
  const before = page.url();
  await page.evaluate(() => {
    location.href = 'https://example.org/';
  });
  await page.evaluate(() => window.open('https://example.org/help'));
  await page.evaluate(() => window.open('file:///etc/hosts'));
  const opened = () => app.electron.evaluate(() => Reflect.get(globalThis, 'opened') as string[]);
  await expect.poll(opened).toEqual(['https://example.org/help']);
  expect(page.url()).toBe(before);
  await expect.poll(() => app.electron.windows().length).toBe(1);
});

test('a call from anywhere but the own page is refused', async ({ startApp }) => {
  const app = await startApp();
  const opened = app.electron.waitForEvent('window');
  await app.electron.evaluate(({ BrowserWindow, app: electronApp }) => {
    const preload = `${electronApp.getAppPath()}/out/preload/preload.cjs`;
    const window = new BrowserWindow({ webPreferences: { preload } });
    return window.loadURL('app://parley/');
  });
  const stranger = await opened;
  const call = () => window.parley?.writeClipboard({ text: 'mine' });
  const refused = { ok: false, error: { code: 'BAD_REQUEST' } };
  await stranger.waitForFunction(() => 'parley' in window);
  expect(await stranger.evaluate(call)).toMatchObject(refused);
  expect(await app.page.evaluate(call)).toEqual({ ok: true, data: null });
});

test('a call with other arguments than it takes is refused', async ({ startApp }) => {
  const { page } = await startApp();
  const answers = await page.evaluate(() => {
    const calls = Object.entries(window.parley ?? {}).filter(([name]) => name !== 'on');
    const hostile = { link: 1, key: {}, id: [], text: null, state: 'x', title: 2, hostPort: '1' };
    return Promise.all(
      calls.map(async ([name, call]) => {
        const answer = await (call as (argument: unknown) => Promise<{ ok: boolean }>)(hostile);
        return [name, answer.ok];
      }),
    );
  });
  expect(answers.length).toBeGreaterThan(10);
  expect(answers.filter(([, ok]) => ok)).toEqual([]);
});
