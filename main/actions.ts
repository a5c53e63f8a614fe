/** What the menu, the tray and links ask for. */
import type { Clipboard } from 'electron';
import type { Command, ReachedRoom } from '../preload/contract.ts';
import { BridgeError } from './bridge-error.ts';
import { linkFromClipboard } from './deep-link.ts';
import { guestsOf, type Question } from './departure.ts';
import type { MenuAction } from './menu.ts';
import type { Services } from './services.ts';
import type { Updates } from './updates.ts';
import type { MainWindow } from './window.ts';

export interface ActionsOptions {
  services: {
    settings: Pick<Services['settings'], 'get'>;
    hosting: Pick<Services['hosting'], 'look' | 'stop'>;
    entrance: Pick<Services['entrance'], 'openLink' | 'openNearby'>;
    page: Pick<Services['page'], 'command'>;
    meeting: Pick<Services['meeting'], 'get'>;
  };
  updates: Pick<Updates, 'restart'>;
  window: Pick<MainWindow, 'show'>;
  clipboard: Pick<Clipboard, 'readText'>;
  ask: (question: Question) => Promise<boolean>;
  quit: () => void;
}

/** `join-nearby` of `join-nearby:<key>`, and every other action as it is. */
type KindOf<Action extends string> = Action extends `${infer Name}:${string}` ? Name : Action;
type Kind = KindOf<MenuAction>;

export class Actions {
  readonly #table: Record<Kind, (detail: string) => void>;

  constructor(private readonly options: ActionsOptions) {
    const { services, updates, window, quit } = options;
    const { entrance, page } = services;
    this.#table = {
      open: () => window.show(),
      quit,
      host: () => {
        window.show();
        page.command({ name: 'host' });
      },
      'stop-hosting': () => void this.#stopHosting(),
      'open-settings': () => {
        window.show();
        page.command({ name: 'open-settings' });
      },
      'join-clipboard': () => this.#enter(this.#openClipboard()),
      'join-nearby': (key) => this.#enter(entrance.openNearby(key)),
      'join-recent': (index) => this.#enter(entrance.openLink(this.#recentLink(Number(index)))),
      'toggle-microphone': () => page.command({ name: 'toggle-microphone' }),
      'toggle-camera': () => page.command({ name: 'toggle-camera' }),
      leave: () => page.command({ name: 'leave' }),
      'restart-to-update': () => void updates.restart(),
    };
  }

  perform(action: MenuAction): void {
    // What follows the first colon names a room, and may hold others.
    const [, kind = '', detail = ''] = /^([a-z-]+):?(.*)$/.exec(action) ?? [];
    if (isKind(kind, this.#table)) this.#table[kind](detail);
  }

  openLink(link: string): void {
    this.#enter(this.options.services.entrance.openLink(link));
  }

  /** Shows the window at once: looking for the room may take a moment, and can fail. */
  #enter(search: Promise<ReachedRoom>): void {
    const { services, window } = this.options;
    window.show();
    search
      .then((room): Command => ({ name: 'open-room', room }), failure)
      .then((command) => services.page.command(command));
  }

  async #openClipboard(): Promise<ReachedRoom> {
    const link = linkFromClipboard(await this.options.clipboard.readText());
    if (link !== undefined) return this.options.services.entrance.openLink(link);
    throw new BridgeError('LINK_INVALID', 'There is no meeting link on the clipboard.');
  }

  #recentLink(index: number): string {
    return this.options.services.settings.get().recent[index]?.link ?? '';
  }

  async #stopHosting(): Promise<void> {
    const { services, ask } = this.options;
    const guests = guestsOf(services.hosting.look(), services.meeting.get());
    const question: Question = {
      message: `${guests === 1 ? '1 person is' : `${guests} people are`} in the room that you host.`,
      detail: 'If you stop hosting, the meeting ends for everybody.',
      confirm: 'Stop hosting',
    };
    if (guests === 0 || (await ask(question))) await services.hosting.stop();
  }
}

function isKind(kind: string, table: Record<Kind, unknown>): kind is Kind {
  return Object.hasOwn(table, kind);
}

function failure(error: unknown): Command {
  const known = error instanceof BridgeError;
  return {
    name: 'open-failed',
    error: known
      ? { code: error.code, message: error.message }
      : { code: 'INTERNAL', message: 'The app failed to open this room.' },
  };
}
