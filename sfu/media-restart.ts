import { equip } from './equip.ts';
import type { Log } from './log.ts';
import { messageOf } from './log.ts';
import type { Peer } from './peer.ts';
import type { RecoveryMetrics } from './recovery-metrics.ts';
import type { RoomRouters } from './room-routers.ts';
import type { TransportOptions } from './transports.ts';

/** How often in a row the new media of one peer may be lost, too. */
const mostAttempts = 10;

export interface MediaRestartSetup {
  routers: RoomRouters;
  transportOptions: TransportOptions;
  recovery: RecoveryMetrics;
  log: Log;
}

/**
 * Gives peers whose worker died new media on another one, without that anybody leaves: they are told
 * in one notification all that they need to send and receive again.
 */
export class MediaRestart {
  readonly #stranded = new Set<Peer>();
  #done: Promise<unknown> = Promise.resolve();

  constructor(private readonly setup: MediaRestartSetup) {}

  /** Resolves when everybody has new media who has lost it so far. */
  get done(): Promise<unknown> {
    return this.#done;
  }

  /** @throws Error if there was no worker for too long */
  begin(peers: readonly Peer[], ready: () => Promise<void>): Promise<void> {
    const fresh = peers.filter((peer) => !this.#stranded.has(peer));
    for (const peer of fresh) this.#stranded.add(peer);
    for (const peer of peers) peer.closeMedia();
    const restart = async () => {
      await this.setup.routers.reopen();
      await Promise.all([ready(), ...fresh.map((peer) => this.#restart(peer))]);
    };
    const restarted = restart().finally(() => {
      for (const peer of fresh) this.#stranded.delete(peer);
    });
    this.#done = Promise.allSettled([this.#done, restarted]);
    return restarted;
  }

  async #restart(peer: Peer): Promise<void> {
    const { routers, transportOptions, recovery, log } = this.setup;
    for (let attempt = 1; attempt <= mostAttempts && !peer.closed; attempt += 1) {
      try {
        await routers.reopen();
        peer.move();
        const media = await equip(peer, peer.directions, transportOptions);
        peer.notify('mediaRestarted', media);
        recovery.countMediaRestart();
        return;
      } catch (error) {
        // That worker died as well, or the peer left meanwhile.
        log.warn('media not restarted', { attempt, reason: messageOf(error) });
        peer.closeMedia();
      }
    }
    if (!peer.closed) peer.room.leave(peer, 'disconnected');
  }
}
