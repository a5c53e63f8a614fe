import { Counter, type Registry } from 'prom-client';
import type { HealedCause, NotificationName } from './protocol/signalling.ts';

/** Counts what went wrong and was mended, in the registry of one SFU. */
export class RecoveryMetrics {
  readonly #reconnects: Counter<'outcome'>;
  readonly #healed: Counter<'cause'>;
  readonly #restarts: Counter;
  readonly #dropped: Counter<'name'>;
  readonly #cut: Counter;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#reconnects = new Counter({
      name: 'parley_reconnects_total',
      help: 'Lost connections by what became of them: resumed, rejoined with new media, or expired.',
      labelNames: ['outcome'],
      registers,
    });
    this.#healed = new Counter({
      name: 'parley_streams_healed_total',
      help: 'Attempts to set streams going that stood still at a client, by what was wrong.',
      labelNames: ['cause'],
      registers,
    });
    this.#restarts = new Counter({
      name: 'parley_media_restarts_total',
      help: 'Peers that were given new transports because their media worker had died.',
      registers,
    });
    this.#dropped = new Counter({
      name: 'parley_notifications_dropped_total',
      help: 'Passing notifications not sent to clients that read too slowly, by name.',
      labelNames: ['name'],
      registers,
    });
    this.#cut = new Counter({
      name: 'parley_slow_sockets_closed_total',
      help: 'Sockets closed because their client had stopped to read.',
      registers,
    });
  }

  countReconnect(outcome: 'resumed' | 'rejoined' | 'expired'): void {
    this.#reconnects.inc({ outcome });
  }

  countHealed(cause: HealedCause): void {
    this.#healed.inc({ cause });
  }

  countMediaRestart(): void {
    this.#restarts.inc();
  }

  countDropped(name: NotificationName): void {
    this.#dropped.inc({ name });
  }

  countCut(): void {
    this.#cut.inc();
  }
}
