/**
 * Which screen or window is shared: chosen in the page, from what the main process alone may list.
 * Where the system has a picker of its own, that one is used and the page is not asked.
 */
import type {
  DesktopCapturer,
  DesktopCapturerSource,
  Session,
  Streams,
  SystemPreferences,
} from 'electron';
import type { ScreenChoice, ScreenSource } from '../preload/contract.ts';
import { BridgeError } from './bridge-error.ts';
import { originOf } from './pages.ts';

type DisplayHandler = NonNullable<Parameters<Session['setDisplayMediaRequestHandler']>[0]>;
type DisplayRequest = Parameters<DisplayHandler>[0];
type Decide = Parameters<DisplayHandler>[1];

const thumbnailSize = { width: 320, height: 200 };

export interface ScreenPickerOptions {
  capturer: Pick<DesktopCapturer, 'getSources'>;
  system: Pick<SystemPreferences, 'getMediaAccessStatus'>;
  platform: NodeJS.Platform;
  /** A compositor that lets programs see screens through its own dialog only. */
  wayland: boolean;
  pageOrigin: string;
  /** Shows the picker in the page. */
  ask: (choice: ScreenChoice) => void;
}

interface Waiting {
  decide: Decide;
  audioRequested: boolean;
}

export class ScreenPicker {
  #waiting: Waiting | undefined;
  /** What was listed last, by id: only that can be chosen. */
  #listed = new Map<string, DesktopCapturerSource>();

  constructor(private readonly options: ScreenPickerOptions) {}

  /** Electron can use the picker of macOS 15; on Wayland listing the sources opens the portal's. */
  get systemPicker(): boolean {
    return this.options.platform === 'darwin' || this.options.wayland;
  }

  install(session: Pick<Session, 'setDisplayMediaRequestHandler'>): void {
    session.setDisplayMediaRequestHandler(
      (request, decide) => void this.#request(request, decide),
      {
        useSystemPicker: this.options.platform === 'darwin',
      },
    );
  }

  async list(): Promise<ScreenChoice> {
    const refused = this.#isRefused();
    // Asking for sources would make macOS ask the person, which helps nobody who has said no.
    const sources = refused ? [] : await this.#sources();
    this.#listed = new Map(sources.map((source) => [source.id, source]));
    return {
      sources: sources.map(shown),
      audio: this.#hasAudio ? 'available' : 'unavailable',
      access: refused ? 'refused' : 'granted',
    };
  }

  /** @throws BridgeError if nobody waits for a choice */
  choose(id: string | null, audio: boolean): void {
    const waiting = this.#waiting;
    if (!waiting) throw new BridgeError('NOT_PICKING', 'Nothing is being chosen.');
    this.#waiting = undefined;
    const source = id === null ? undefined : this.#listed.get(id);
    const withAudio = audio && waiting.audioRequested && this.#hasAudio;
    waiting.decide(source ? streams(source, withAudio) : null);
  }

  /** The page is gone or asks anew: what it asked before is answered with no. */
  cancel(): void {
    this.#waiting?.decide(null);
    this.#waiting = undefined;
  }

  async #request(request: DisplayRequest, decide: Decide): Promise<void> {
    this.cancel();
    const { frame, securityOrigin, videoRequested, audioRequested } = request;
    const isPage = frame !== null && originOf(securityOrigin) === this.options.pageOrigin;
    if (!isPage || !videoRequested) return decide(null);
    if (this.options.wayland) return this.#portal(decide);
    const waiting = { decide, audioRequested };
    this.#waiting = waiting;
    try {
      const choice = await this.list();
      if (this.#waiting === waiting) this.options.ask(choice);
    } catch {
      if (this.#waiting === waiting) this.cancel();
    }
  }

  /** The portal's dialog has been answered when the sources come: with the one, or with none. */
  async #portal(decide: Decide): Promise<void> {
    const [chosen] = await this.#sources().catch(() => []);
    decide(chosen ? streams(chosen, false) : null);
  }

  #sources(): Promise<DesktopCapturerSource[]> {
    const size = this.options.wayland ? { width: 0, height: 0 } : thumbnailSize;
    return this.options.capturer.getSources({
      types: ['screen', 'window'],
      thumbnailSize: size,
      fetchWindowIcons: !this.options.wayland,
    });
  }

  /** The system's sound can be captured on Windows only (Electron, `Streams.audio`). */
  get #hasAudio(): boolean {
    return this.options.platform === 'win32';
  }

  #isRefused(): boolean {
    if (this.options.platform !== 'darwin') return false;
    return ['denied', 'restricted'].includes(this.options.system.getMediaAccessStatus('screen'));
  }
}

function streams({ id, name }: DesktopCapturerSource, withAudio: boolean): Streams {
  return { video: { id, name }, ...(withAudio && { audio: 'loopback' }) };
}

function shown({ id, name, thumbnail, appIcon }: DesktopCapturerSource): ScreenSource {
  return {
    id,
    name: name.slice(0, 500),
    kind: id.startsWith('screen:') ? 'screen' : 'window',
    ...(!thumbnail.isEmpty() && { thumbnail: thumbnail.toDataURL() }),
    // Electron's types say that it is always there; for screens it is null.
    ...(appIcon && !appIcon.isEmpty() && { icon: appIcon.toDataURL() }),
  };
}
