/** The one window of the app. It lives as long as the app does: closing it may only hide it. */
import { BrowserWindow, type WebContents } from 'electron';
import type { SettingsFile } from './settings.ts';
import { webPreferences } from './web-preferences.ts';
import { type Area, smallestWindow, windowPlace } from './window-place.ts';

const settleMs = 500;
const reloadAfterMs = 1_000;

export interface WindowOptions {
  url: string;
  preload: string;
  /** Where the system takes none from the program itself. */
  icon: string;
  settings: Pick<SettingsFile, 'get' | 'set'>;
  screens: readonly Area[];
  /** Begins where nobody looks, as at login. */
  hidden: boolean;
  /** Whether the window may really close. */
  mayClose(): boolean;
}

export class MainWindow {
  readonly #window: BrowserWindow;

  constructor(options: WindowOptions) {
    const { settings, screens, preload, icon, hidden } = options;
    this.#window = new BrowserWindow({
      ...windowPlace(settings.get().window, screens),
      minWidth: smallestWindow.width,
      minHeight: smallestWindow.height,
      show: !hidden,
      title: 'Parley',
      icon,
      backgroundColor: '#0e1113',
      autoHideMenuBar: true,
      webPreferences: webPreferences(preload),
    });
    if (settings.get().window?.maximized) this.#maximize(hidden);
    this.#rememberPlace(settings);
    this.#window.on('close', (event) => {
      if (!options.mayClose()) event.preventDefault();
    });
    this.#surviveCrash();
    this.#load(options.url);
  }

  get contents(): WebContents {
    return this.#window.webContents;
  }

  /** For dialogs that belong to the window; undefined once it is gone. */
  get native(): BrowserWindow | undefined {
    return this.#window.isDestroyed() ? undefined : this.#window;
  }

  /** Whether somebody is likely to look at it. */
  get inFront(): boolean {
    return !this.#window.isDestroyed() && this.#window.isVisible() && this.#window.isFocused();
  }

  show(): void {
    if (this.#window.isDestroyed()) return;
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  hide(): void {
    this.#window.hide();
  }

  minimize(): void {
    this.#window.minimize();
  }

  /** What is hidden would be shown by it. */
  #maximize(hidden: boolean): void {
    if (hidden) this.#window.once('show', () => this.#window.maximize());
    else this.#window.maximize();
  }

  #load(url: string): void {
    this.#window.loadURL(url).catch((error: unknown) => {
      // A load that another one replaces is no failure; the development server may come up late.
      process.stderr.write(`parley: the page did not load: ${String(error)}\n`);
    });
  }

  #surviveCrash(): void {
    const { webContents } = this.#window;
    webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit') return;
      // Not at once: a page that breaks while it loads would otherwise keep the computer busy.
      setTimeout(() => {
        if (!this.#window.isDestroyed()) webContents.reload();
      }, reloadAfterMs);
    });
  }

  #rememberPlace(settings: WindowOptions['settings']): void {
    let timer: NodeJS.Timeout | undefined;
    const remember = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (this.#window.isDestroyed() || this.#window.isMinimized()) return;
        const maximized = this.#window.isMaximized();
        // Unwritable settings are told where somebody changes one on purpose.
        settings.set({ window: { ...this.#window.getNormalBounds(), maximized } }).catch(() => {});
      }, settleMs);
    };
    this.#window.on('resize', remember);
    this.#window.on('move', remember);
  }
}
