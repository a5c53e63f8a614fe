import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type * as Electron from 'electron';
import type { Page } from 'playwright';
import { toBrowser } from './addresses.ts';
import { app } from './app.ts';
import { browserContext, type Closeable, lifetime } from './lifetime.ts';
import { bindingName, type PageMessage, pageScript } from './page-host.ts';
import { WebContents } from './web-contents.ts';

type Part = Pick<
  Electron.BrowserWindow,
  | 'loadURL'
  | 'show'
  | 'hide'
  | 'focus'
  | 'minimize'
  | 'maximize'
  | 'restore'
  | 'close'
  | 'destroy'
  | 'isVisible'
  | 'isFocused'
  | 'isMinimized'
  | 'isMaximized'
  | 'isDestroyed'
  | 'getNormalBounds'
  | 'setBounds'
>;

const windows = new Set<BrowserWindow>();
let lastId = 0;

/** A page with the size of a window. Its constructor is synchronous as Electron's: see `#opened`. */
export class BrowserWindow extends EventEmitter implements Part, Closeable {
  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...windows].find(({ webContents }) => webContents === contents) ?? null;
  }

  readonly webContents: WebContents;
  readonly #options: Electron.BrowserWindowConstructorOptions;
  readonly #opened: Promise<Page>;
  #shown: boolean;
  #focused: boolean;
  #bounds: Partial<Electron.Rectangle> = {};
  #minimized = false;
  #maximized = false;
  #destroyed = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    if (!lifetime.ready) throw new Error('Cannot create BrowserWindow before app is ready');
    lastId += 1;
    this.#options = options;
    this.#shown = options.show ?? true;
    this.#focused = this.#shown;
    this.webContents = new WebContents(lastId, options.webPreferences ?? {});
    windows.add(this);
    lifetime.windows.add(this);
    app.emit('web-contents-created', {}, this.webContents);
    this.#opened = this.#open();
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.#opened;
    this.webContents.expected = url;
    await page.goto(toBrowser(url));
    this.webContents.expected = undefined;
    this.webContents.emit('did-finish-load');
  }

  show(): void {
    this.#shown = true;
    this.focus();
    this.emit('show');
  }

  hide(): void {
    this.#shown = false;
    this.#focused = false;
    this.emit('hide');
  }

  focus(): void {
    this.#focused = true;
  }

  minimize(): void {
    this.#minimized = true;
    this.#focused = false;
  }

  maximize(): void {
    this.#maximized = true;
  }

  restore(): void {
    this.#minimized = false;
  }

  isVisible = () => this.#shown && !this.#minimized;
  isFocused = () => this.#focused;
  isMinimized = () => this.#minimized;
  isMaximized = () => this.#maximized;
  isDestroyed = () => this.#destroyed;

  getNormalBounds(): Electron.Rectangle {
    const { x = 0, y = 0, width = 800, height = 600 } = this.#options;
    return { x, y, width, height, ...this.#bounds };
  }

  /** Moves nothing that could be seen: the page keeps its size. */
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.emit('resize');
    this.emit('move');
  }

  close(): void {
    void this.askToClose();
  }

  destroy(): void {
    void this.#leave();
  }

  async askToClose(): Promise<boolean> {
    let held = false;
    this.emit('close', {
      preventDefault: () => {
        held = true;
      },
    });
    if (!held) await this.#leave();
    return !held;
  }

  async #leave(): Promise<void> {
    const page = await this.#opened;
    this.#gone();
    await page.close().catch(() => {});
  }

  #gone(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    windows.delete(this);
    lifetime.windows.delete(this);
    this.emit('closed');
    if (windows.size === 0) app.emit('window-all-closed');
  }

  async #open(): Promise<Page> {
    const context = browserContext();
    // The browser began with an empty page, which would otherwise be the first window.
    const [first] = windows.size === 1 && lastId === 1 ? context.pages() : [];
    const page = first ?? (await context.newPage());
    const { webContents } = this;
    webContents.page = page;
    const { width = 800, height = 600, webPreferences } = this.#options;
    await page.setViewportSize({ width, height });
    const cdp = await context.newCDPSession(page);
    const { targetInfo } = await cdp.send('Target.getTargetInfo');
    webContents.targetId = targetInfo.targetId;
    await page.exposeBinding(bindingName, ({ frame }, message: PageMessage) =>
      webContents.answer(message, frame),
    );
    const preload = webPreferences?.preload ? readFileSync(webPreferences.preload, 'utf8') : '';
    await page.addInitScript({ content: pageScript(preload, app.relay) });
    await page.route('**/*', async (route, request) => {
      const stays =
        request.isNavigationRequest() && !webContents.mayNavigate(request.url(), request.frame());
      await (stays ? route.abort('aborted') : route.fallback());
    });
    page.on('popup', (popup) => void popup.close().catch(() => {}));
    page.on('crash', () => webContents.emit('render-process-gone', {}, { reason: 'crashed' }));
    page.on('close', () => this.#gone());
    return page;
  }
}

export const webContents = {
  fromDevToolsTargetId(targetId: string): WebContents | undefined {
    return [...windows]
      .map((window) => window.webContents)
      .find((contents) => contents.targetId === targetId);
  },
};
