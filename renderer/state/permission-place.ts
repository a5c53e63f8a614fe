/** Where this browser, and the system under it, let one allow a microphone and a camera. Pure. */

export type BrowserKind = 'app' | 'chromium' | 'firefox' | 'safari';
export type SystemKind = 'macos' | 'windows' | 'linux' | 'android' | 'ios';

export interface PermissionPlace {
  browser: BrowserKind;
  system: SystemKind;
}

/** By the browser's own word for itself, because no other says which settings it has. */
export function permissionPlace(userAgent: string, inApp: boolean): PermissionPlace {
  return { browser: inApp ? 'app' : browserOf(userAgent), system: systemOf(userAgent) };
}

function browserOf(userAgent: string): BrowserKind {
  if (/Firefox\/|FxiOS\//.test(userAgent)) return 'firefox';
  // Chromium calls itself Safari too.
  if (/Chrome\/|Chromium\/|CriOS\//.test(userAgent)) return 'chromium';
  return /Safari\//.test(userAgent) ? 'safari' : 'chromium';
}

function systemOf(userAgent: string): SystemKind {
  if (/iPhone|iPad/.test(userAgent)) return 'ios';
  if (/Android/.test(userAgent)) return 'android';
  if (/Mac OS X|Macintosh/.test(userAgent)) return 'macos';
  return /Windows/.test(userAgent) ? 'windows' : 'linux';
}
