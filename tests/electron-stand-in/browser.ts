/** The Chromium that stands in for Electron's own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright';

export interface BrowserOptions {
  profile: string;
  /** The app's command line; what begins with `--use-` is meant for Chromium, as in Electron. */
  args: readonly string[];
}

/** Opens it, and says so in the words that Playwright waits for from Electron. */
export async function openBrowser({ profile, args }: BrowserOptions): Promise<BrowserContext> {
  const debugged = args.includes('--remote-debugging-port=0');
  const executablePath = process.env.PARLEY_CHROMIUM;
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath && { executablePath }),
    headless: process.env.PARLEY_HEADED !== '1',
    viewport: null,
    // What Electron would grant is asked of the app's own handlers first, see page-host.ts.
    permissions: [
      'camera',
      'microphone',
      'clipboard-read',
      'clipboard-write',
      'local-network-access',
    ],
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-fake-ui-for-media-stream',
      '--auto-select-desktop-capture-source=Entire screen',
      ...args.filter((argument) => argument.startsWith('--use-')),
      ...(debugged ? ['--remote-debugging-port=0'] : []),
    ],
  });
  if (debugged) {
    const [port, path] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
    process.stderr.write(`DevTools listening on ws://127.0.0.1:${port}${path}\n`);
  }
  return context;
}
