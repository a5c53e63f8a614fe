import type { App, Shell, WebContents } from 'electron';
import { originOf } from './pages.ts';

export interface SecurityOptions {
  app: Pick<App, 'on'>;
  shell: Pick<Shell, 'openExternal'>;
  pageOrigin: string;
}

/** No page may open windows, attach webviews or leave the origin that it belongs to. */
export function refuseDangers({ app, shell, pageOrigin }: SecurityOptions): void {
  app.on('web-contents-created', (_event, contents) => confine(contents, shell, pageOrigin));
}

function confine(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  shell: SecurityOptions['shell'],
  pageOrigin: string,
): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => {
    if (originOf(event.url) !== pageOrigin) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || originOf(event.url) !== pageOrigin) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (originOf(event.url) !== pageOrigin) event.preventDefault();
  });
}

/** Only what a browser or a mail program takes: any other scheme may start any program. */
export function mayOpenOutside(url: string): boolean {
  return URL.canParse(url) && ['https:', 'mailto:'].includes(new URL(url).protocol);
}
