import type { PeerNotify } from './outbox.ts';
import type { RecoveryMetrics } from './recovery-metrics.ts';

/** What is used of a socket of Socket.IO. */
export interface QueuedSocket {
  emit(name: string, ...args: unknown[]): unknown;
  readonly conn: {
    on(event: string, listener: (packet: { type: string }) => void): unknown;
    close(discard?: boolean): unknown;
  };
}

/** How many messages may wait for a slow client before what passes is dropped. */
const mostPassing = 100;
/** How many may wait before the client counts as stuck and is cut off. */
const mostWaiting = 5_000;

/**
 * What waits to be read by one client, who may be slow, without letting memory or anybody else pay
 * for it: first what passes is dropped, then the socket is closed. Whoever comes back is told what
 * was missed.
 */
export class SocketQueue {
  /** Messages of all kinds since the socket last took some. */
  #waiting = 0;

  constructor(
    private readonly socket: QueuedSocket,
    private readonly recovery: RecoveryMetrics,
    /** Told of each ping that takes its place in the queue. */
    pinging: () => void,
  ) {
    socket.conn.on('packetCreate', ({ type }) => {
      this.#add();
      if (type === 'ping') pinging();
    });
    socket.conn.on('drain', () => {
      this.#waiting = 0;
    });
  }

  readonly notify: PeerNotify = (name, payload, number) => {
    if (number !== undefined) this.socket.emit(name, payload, number);
    else if (this.#waiting < mostPassing) this.socket.emit(name, payload);
    else this.recovery.countDropped(name);
  };

  #add(): void {
    this.#waiting += 1;
    if (this.#waiting !== mostWaiting) return;
    this.recovery.countCut();
    this.socket.conn.close(true);
  }
}
