import type { WebPreferences } from 'electron';

/** Written out although most are Electron's defaults: a test holds the app to each. */
export function webPreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    experimentalFeatures: false,
    // A meeting goes on while its window is hidden. Has no effect when set later.
    backgroundThrottling: false,
    spellcheck: false,
  };
}
