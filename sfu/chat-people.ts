import { createHash, randomBytes } from 'node:crypto';

/** Sessions that are remembered of one room, so that a room that lives for months does not grow. */
const mostSessions = 2000;

/**
 * Who is who in a room's chat, whatever peer a person is at the time: after a reconnection, and after
 * a worker's or the server's restart, somebody's private messages are still theirs, and theirs alone.
 * A person is known by the secret of the last join, of which only a hash is kept.
 */
export class ChatPeople {
  readonly #bySession: Map<string, string>;
  readonly #byPeer = new WeakMap<object, string>();

  /** @param sessions hashes with whose they are, as `sessions` gave them */
  constructor(sessions: Iterable<readonly [string, string]> = []) {
    this.#bySession = new Map(sessions);
  }

  /** Hashes of sessions, oldest first, each with whose it is. */
  get sessions(): [string, string][] {
    return [...this.#bySession];
  }

  /** Recognises who has joined by the session of an earlier join, which counts once. */
  enter(peer: { readonly session: string }, session: string | undefined): void {
    const earlier = session === undefined ? undefined : hashOf(session);
    const person = (earlier !== undefined && this.#bySession.get(earlier)) || newPerson();
    if (earlier !== undefined) this.#bySession.delete(earlier);
    this.#byPeer.set(peer, person);
    this.#bySession.set(hashOf(peer.session), person);
    for (const [oldest] of this.#bySession) {
      if (this.#bySession.size <= mostSessions) break;
      this.#bySession.delete(oldest);
    }
  }

  /** The person that this peer is. */
  of(peer: object): string {
    const person = this.#byPeer.get(peer) ?? newPerson();
    this.#byPeer.set(peer, person);
    return person;
  }
}

const newPerson = () => randomBytes(9).toString('base64url');
const hashOf = (session: string) => createHash('sha256').update(session).digest('base64url');
