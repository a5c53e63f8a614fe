import {
  type Notification,
  type NotificationName,
  passingNotifications,
} from './protocol/signalling.ts';

/** Hands a notification to a socket, with its number where it has one. */
export type PeerNotify = <Name extends NotificationName>(
  name: Name,
  payload: Notification<Name>,
  number?: number,
) => void;

interface Letter {
  /** Undefined where it is not worth keeping. */
  number: number | undefined;
  send(notify: PeerNotify): void;
}

/** How many notifications wait for a client that may come back; the oldest go first. */
const mostKept = 500;

/**
 * What one peer is told, over however many sockets it takes. Facts are numbered from 1 and kept until
 * the client is known to have them, so that one who was away hears what was missed. Passing ones, of
 * which only the latest matters, are neither.
 */
export class Outbox {
  #notify: PeerNotify | undefined;
  /** What waits for the answer to the join or to the resumption, behind which it belongs. */
  #held: Letter[] | undefined;
  #kept: Letter[] = [];
  #number = 0;

  /** The number of the latest fact; 0 before the first. */
  get number(): number {
    return this.#number;
  }

  tell<Name extends NotificationName>(name: Name, payload: Notification<Name>): void {
    const number = passingNotifications.has(name) ? undefined : this.#number + 1;
    const letter: Letter = { number, send: (notify) => notify(name, payload, number) };
    if (number !== undefined) this.#keep(letter, number);
    if (this.#held) this.#held.push(letter);
    else if (this.#notify) letter.send(this.#notify);
  }

  /** Whether everything after this number can still be told. */
  has(heard: number): boolean {
    const first = this.#kept[0]?.number ?? this.#number + 1;
    return heard <= this.#number && heard >= first - 1;
  }

  /** From `open` on, tells a socket all that `has` says it can be told, or only what is to come. */
  attach(notify: PeerNotify, heard: number): void {
    const from = this.has(heard) ? heard : this.#number;
    this.#notify = notify;
    this.#held = this.#kept.filter(({ number = 0 }) => number > from);
  }

  /** The socket is gone: facts are kept, and what passes is lost. */
  detach(): void {
    this.#notify = undefined;
    this.#held = undefined;
  }

  /** The client has the answer, and may be told what happened since. */
  open(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const letter of held) if (this.#notify) letter.send(this.#notify);
  }

  /** The client has everything up to this number. */
  confirm(number: number): void {
    this.#kept = this.#kept.filter((letter) => (letter.number ?? 0) > number);
  }

  /** Begins anew, for a client that is about to be told everything as it is. */
  restart(): void {
    this.#kept = [];
    this.#number = 0;
  }

  #keep(letter: Letter, number: number): void {
    this.#number = number;
    this.#kept.push(letter);
    if (this.#kept.length > mostKept) this.#kept.shift();
  }
}
