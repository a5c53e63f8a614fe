import { type Browser, chromium } from 'playwright/test';

export interface ChromiumOptions {
  /** Of the fake camera: what a test needs, since every frame is encoded on this machine. */
  framesPerSecond?: number;
  /** Gives the file to start instead of the browser's own, such as one that starts it elsewhere. */
  through?(executable: string): string;
}

/** Debian's or Playwright's Chromium with fake devices and no network of its own. */
export function launchChromium({
  framesPerSecond = 10,
  through = (executable) => executable,
}: ChromiumOptions = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: through(process.env.PARLEY_CHROMIUM ?? chromium.executablePath()),
    args: [
      '--no-sandbox',
      `--use-fake-device-for-media-stream=fps=${framesPerSecond}`,
      '--use-fake-ui-for-media-stream',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--auto-select-desktop-capture-source=Entire screen',
    ],
  });
}
