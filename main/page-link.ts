/** The way from the main process to the page, which does not listen from the beginning. */
import type { WebContents } from 'electron';
import {
  type Command,
  type EventName,
  type EventPayload,
  eventChannel,
} from '../preload/contract.ts';

const mostWaiting = 8;

/** What is needed of the window's contents. */
export type PageContents = Pick<WebContents, 'send' | 'on' | 'isDestroyed'>;

export class PageLink {
  #contents: PageContents | undefined;
  #listening = false;
  #waiting: Command[] = [];

  /** From now on this is the page. It has to say hello after every load. */
  attach(contents: PageContents): void {
    this.#contents = contents;
    const deaf = () => {
      this.#listening = false;
    };
    contents.on('did-navigate', deaf);
    contents.on('render-process-gone', deaf);
  }

  /** The page has said hello; what waited follows its answer. */
  listen(): void {
    this.#listening = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    setImmediate(() => {
      for (const command of waiting) this.command(command);
    });
  }

  /** Tells the page of a fact. While it does not listen nothing is lost: its hello asks for all. */
  push<Name extends EventName>(name: Name, payload: EventPayload<Name>): void {
    if (!this.#listening || !this.#contents || this.#contents.isDestroyed()) return;
    this.#contents.send(eventChannel(name), payload);
  }

  /** Asks something of the page, as soon as it listens. */
  command(command: Command): void {
    if (this.#listening) this.push('command', command);
    else this.#waiting = [...this.#waiting, command].slice(-mostWaiting);
  }
}
