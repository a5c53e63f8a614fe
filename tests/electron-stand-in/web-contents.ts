import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import type { Frame, Page } from 'playwright';
import { originOf, toApp, toBrowser } from './addresses.ts';
import { ipcMain } from './ipc-main.ts';
import { deliverName, type PageAnswer, type PageMessage } from './page-host.ts';
import { handlers } from './session.ts';

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];
type OpenDetails = Parameters<OpenHandler>[0];

type Permission = Parameters<NonNullable<typeof handlers.check>>[1];

type Part = Pick<
  Electron.WebContents,
  'send' | 'getURL' | 'isDestroyed' | 'reload' | 'setWindowOpenHandler'
>;

/** A page of the browser, as far as an app sees it. */
export class WebContents extends EventEmitter implements Part {
  readonly id: number;
  page: Page | undefined;
  targetId: string | undefined;
  /** What the app itself is loading, and need not be asked about. */
  expected: string | undefined;
  readonly #preferences: Electron.WebPreferences;
  #openHandler: OpenHandler | undefined;

  constructor(id: number, preferences: Electron.WebPreferences) {
    super();
    this.id = id;
    this.#preferences = preferences;
  }

  /** As Electron has it, and its types do not. Those that were wished: a browser heeds none. */
  getLastWebPreferences(): Electron.WebPreferences {
    return this.#preferences;
  }

  send(channel: string, ...args: unknown[]): void {
    this.page
      ?.evaluate(
        ([name, ...message]) => {
          const deliver: unknown = Reflect.get(window, name);
          if (typeof deliver === 'function') deliver(...message);
        },
        [deliverName, channel, args] as const,
      )
      // The page has gone: nobody is told.
      .catch(() => {});
  }

  getURL(): string {
    return toApp(this.page?.url() ?? '');
  }

  isDestroyed(): boolean {
    return this.page?.isClosed() ?? false;
  }

  reload(): void {
    void this.page?.reload().catch(() => {});
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  /** Whether the app lets the page go there. */
  mayNavigate(url: string, frame: Frame): boolean {
    if (toBrowser(this.expected ?? '') === url) return true;
    const isMainFrame = frame === this.page?.mainFrame();
    let prevented = false;
    const event = {
      url: toApp(url),
      isMainFrame,
      isSameDocument: false,
      preventDefault: () => {
        prevented = true;
      },
    };
    this.emit('will-frame-navigate', event);
    if (isMainFrame && !prevented) this.emit('will-navigate', event);
    return !prevented;
  }

  async answer(message: PageMessage, frame: Frame): Promise<PageAnswer> {
    const url = toApp(frame.url());
    switch (message.kind) {
      case 'document':
        this.emit('did-navigate', {}, url);
        return { value: undefined };
      case 'invoke':
        return this.#invoke(message.channel, message.args, url);
      case 'media':
        return { value: await this.#asksMedia(message.types, url) };
      case 'display':
        return { value: await this.#asksDisplay(message, url) };
      case 'permission':
        return { value: this.#checks(message.name, url) };
      case 'open':
        this.#asksToOpen(message.url);
        return { value: undefined };
    }
  }

  async #invoke(channel: string, args: unknown[], url: string): Promise<PageAnswer> {
    const senderFrame = { url, origin: originOf(url), parent: null };
    const event = { type: 'frame', sender: this, senderFrame, frameId: 1, processId: 1 };
    try {
      // Of the event only these parts are there, and of the sender what this class has.
      const known = event as unknown as Electron.IpcMainInvokeEvent;
      return { value: await ipcMain.invoke(known, channel, args) };
    } catch (error) {
      return { error: String(error) };
    }
  }

  /** Opens nothing, whatever the app says: ours always says no. */
  #asksToOpen(url: string): void {
    const details: OpenDetails = {
      url: toApp(url),
      frameName: '',
      features: '',
      disposition: 'new-window',
      referrer: { url: this.getURL(), policy: 'default' },
    };
    this.#openHandler?.(details);
  }

  #checks(name: string, url: string): boolean {
    const permission = ['camera', 'microphone'].includes(name) ? 'media' : name;
    const self = this as unknown as Electron.WebContents;
    const details = { requestingUrl: url, isMainFrame: true };
    return handlers.check?.(self, permission as Permission, `${originOf(url)}/`, details) ?? true;
  }

  async #asksMedia(mediaTypes: ('audio' | 'video')[], requestingUrl: string): Promise<boolean> {
    const { request } = handlers;
    if (!request) return true;
    const details = { mediaTypes, requestingUrl, isMainFrame: true };
    const self = this as unknown as Electron.WebContents;
    return new Promise((resolve) => request(self, 'media', resolve, details));
  }

  async #asksDisplay(wanted: { video: boolean; audio: boolean }, url: string): Promise<boolean> {
    const { display, request } = handlers;
    const self = this as unknown as Electron.WebContents;
    const details = { mediaTypes: ['video' as const], requestingUrl: url, isMainFrame: true };
    const granted =
      !request ||
      (await new Promise<boolean>((resolve) => request(self, 'display-capture', resolve, details)));
    if (!granted || !display) return false;
    const frame = { url, origin: originOf(url) } as unknown as Electron.WebFrameMain;
    return new Promise((resolve) =>
      display(
        {
          frame,
          securityOrigin: `${originOf(url)}/`,
          videoRequested: wanted.video,
          audioRequested: wanted.audio,
          userGesture: true,
        },
        (streams) => resolve(streams?.video !== undefined),
      ),
    );
  }
}
