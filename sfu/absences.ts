import type { Peer } from './peer.ts';

/** The peers of one room whose connection is lost and whose places are kept for a while. */
export class Absences {
  readonly #ends = new Map<Peer, NodeJS.Timeout>();

  /** @param patience how long a place is kept, in ms */
  constructor(private readonly patience: number) {}

  /** Keeps a place until the peer is back; otherwise calls `expire`, at once where none is kept. */
  begin(peer: Peer, expire: () => void): void {
    if (this.patience === 0) expire();
    else this.#ends.set(peer, setTimeout(expire, this.patience));
  }

  /** The peer is back or gone for good; true if it was away. */
  end(peer: Peer): boolean {
    clearTimeout(this.#ends.get(peer));
    return this.#ends.delete(peer);
  }
}
