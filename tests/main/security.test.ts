import { EventEmitter } from 'node:events';
import type { App, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { mayOpenOutside, refuseDangers } from '../../main/security.ts';

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

/** Contents as Electron makes them, whatever they are for. */
function contents() {
  const app = new EventEmitter();
  const openExternal = vi.fn(async () => {});
  // Of Electron's overloads those are used that are emitted below.
  refuseDangers({
    app: app as unknown as App,
    shell: { openExternal },
    pageOrigin: 'app://parley',
  });
  let open: OpenHandler | undefined;
  const made = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: OpenHandler) => {
      open = handler;
    },
  });
  app.emit('web-contents-created', {}, made);
  /** Whether it was prevented. */
  const prevents = (event: string, details: object = {}) => {
    const preventDefault = vi.fn();
    made.emit(event, { preventDefault, ...details });
    return preventDefault.mock.calls.length > 0;
  };
  const opens = (url: string) => open?.({ url } as Parameters<OpenHandler>[0]);
  return { prevents, opens, openExternal };
}

const elsewhere = [
  'https://example.org/',
  'http://127.0.0.1:7780/',
  'file:///etc/hosts',
  'app://parley.example/',
  'app://other/',
  'data:text/html,x',
  'about:blank',
  'javascript:alert(1)',
  'nonsense',
];

describe('contents', () => {
  it.each(['will-navigate', 'will-redirect'])('of the own page stay there: %s', (event) => {
    const { prevents } = contents();
    expect(prevents(event, { url: 'app://parley/r/x' })).toBe(false);
    for (const url of elsewhere) expect(prevents(event, { url })).toBe(true);
  });

  it('have no frames that go anywhere, be it to the own page', () => {
    const { prevents } = contents();
    const event = 'will-frame-navigate';
    expect(prevents(event, { url: 'app://parley/', isMainFrame: true })).toBe(false);
    expect(prevents(event, { url: 'app://parley/', isMainFrame: false })).toBe(true);
    for (const url of elsewhere) expect(prevents(event, { url, isMainFrame: true })).toBe(true);
  });

  it('take no webview', () => {
    expect(contents().prevents('will-attach-webview')).toBe(true);
  });

  it('open no window, and hand on only what a browser or a mail program takes', () => {
    const { opens, openExternal } = contents();
    const handed = ['https://example.org/help', 'mailto:ana@example.org'];
    for (const url of [...handed, ...elsewhere.slice(1)]) {
      expect(opens(url)).toEqual({ action: 'deny' });
    }
    expect(openExternal.mock.calls).toEqual(handed.map((url) => [url]));
  });
});

it.each([
  ['https://example.org/', true],
  ['mailto:ana@example.org', true],
  ['http://example.org/', false],
  ['file:///etc/hosts', false],
  ['smb://server/share', false],
  ['ms-msdt:/id', false],
  ['parley://host/r/x', false],
  ['HTTPS://example.org', true],
  ['//example.org', false],
  ['', false],
])('%s may be opened outside: %s', (url, may) => {
  expect(mayOpenOutside(url)).toBe(may);
});
