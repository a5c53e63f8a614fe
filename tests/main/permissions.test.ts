import type { Session, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { CertificatePins } from '../../main/certificate-pins.ts';
import { limitPermissions } from '../../main/permissions.ts';
import { webPreferences } from '../../main/web-preferences.ts';

type Handlers = {
  request: Parameters<Session['setPermissionRequestHandler']>[0];
  check: Parameters<Session['setPermissionCheckHandler']>[0];
  device: Parameters<Session['setDevicePermissionHandler']>[0];
};

function limited(): Handlers {
  const handlers: Handlers = { request: null, check: null, device: null };
  limitPermissions(
    {
      setPermissionRequestHandler: (handler) => {
        handlers.request = handler;
      },
      setPermissionCheckHandler: (handler) => {
        handlers.check = handler;
      },
      setDevicePermissionHandler: (handler) => {
        handlers.device = handler;
      },
    },
    'app://parley',
  );
  return handlers;
}

type Permission = Parameters<NonNullable<Handlers['check']>>[1];
// No handler looks at the contents.
const contents = {} as WebContents;

function asks(permission: Permission, requestingUrl: string, isMainFrame = true) {
  const { request, check } = limited();
  const decide = vi.fn<(granted: boolean) => void>();
  request?.(contents, permission, decide, { requestingUrl, isMainFrame });
  const checked = check?.(null, permission, requestingUrl, { requestingUrl, isMainFrame });
  return { requested: decide.mock.calls[0]?.[0], checked };
}

describe('permissions', () => {
  it.each(['media', 'display-capture', 'local-network-access', 'loopback-network'] as const)(
    'give our page %s',
    (permission) => {
      expect(asks(permission, 'app://parley/r/x')).toEqual({ requested: true, checked: true });
    },
  );

  it.each(['geolocation', 'midi', 'usb', 'clipboard-read', 'openExternal', 'unknown'] as const)(
    'deny %s',
    (permission) => {
      expect(asks(permission, 'app://parley/')).toEqual({ requested: false, checked: false });
    },
  );

  it.each(['https://example.org/', 'app://parley.example/', 'file:///x', 'about:blank', ''])(
    'deny %s even the camera',
    (url) => expect(asks('media', url)).toEqual({ requested: false, checked: false }),
  );

  it('deny frames within the page', () => {
    expect(asks('media', 'app://parley/', false).requested).toBe(false);
  });

  it('deny every device', () => {
    const { device } = limited();
    type Details = Parameters<NonNullable<Handlers['device']>>[0];
    expect(device?.({ deviceType: 'hid', origin: 'app://parley' } as Details)).toBe(false);
  });
});

describe('certificate pins', () => {
  const bytes = Buffer.alloc(32, 0xfb);
  const judge = (pins: CertificatePins, hostname: string, digest: Buffer) => {
    const fingerprint = `sha256/${digest.toString('base64')}`;
    // Nothing else of the certificate is looked at.
    const certificate = { fingerprint } as Parameters<CertificatePins['judge']>[0]['certificate'];
    return pins.judge({ hostname, certificate });
  };

  it('leave unknown hosts to Chromium', () => {
    expect(judge(new CertificatePins(), 'example.org', bytes)).toBe(-3);
  });

  it('accept the named certificate and refuse every other', () => {
    const pins = new CertificatePins();
    pins.trust('192.168.1.4', bytes.toString('base64url'));
    expect(judge(pins, '192.168.1.4', bytes)).toBe(0);
    expect(judge(pins, '192.168.1.4', Buffer.alloc(32, 1))).toBe(-2);
    expect(judge(pins, '192.168.1.5', bytes)).toBe(-3);
  });

  it('hold several servers of one host', () => {
    const pins = new CertificatePins();
    const other = Buffer.alloc(32, 2);
    for (const each of [bytes, other]) pins.trust('fd00::1', each.toString('base64url'));
    expect([bytes, other].map((each) => judge(pins, '[fd00::1]', each))).toEqual([0, 0]);
  });
});

it('the window has the safe preferences, and is not throttled', () => {
  expect(webPreferences('p')).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    experimentalFeatures: false,
    backgroundThrottling: false,
    // It would fetch dictionaries from elsewhere.
    spellcheck: false,
  });
  expect(webPreferences('p')).not.toHaveProperty('enableBlinkFeatures');
});
