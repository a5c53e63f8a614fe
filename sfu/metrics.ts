import { Counter, Gauge, Registry } from 'prom-client';
import type { ErrorCode } from './protocol/errors.ts';
import type { Stats } from './stats.ts';

/** The figures that `GET /metrics` shows, in a registry of this SFU's own. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #refused = new Counter({
    name: 'parley_requests_refused_total',
    help: 'Requests that were refused, by error code.',
    labelNames: ['code'],
    registers: [this.#registry],
  });

  constructor(stats: () => Stats) {
    const gauge = (name: string, help: string, read: (now: Stats) => number) =>
      new Gauge({
        name: `parley_${name}`,
        help,
        registers: [this.#registry],
        collect() {
          this.set(read(stats()));
        },
      });
    gauge('rooms', 'Open rooms.', ({ rooms }) => rooms);
    gauge('peers', 'People in rooms.', ({ peers }) => peers);
    gauge('connections', 'Open signalling sockets.', ({ connections }) => connections);
    gauge('workers', 'Media workers alive.', ({ workers }) => workers.length);
    gauge('worker_deaths', 'Media workers that died since the start.', (now) => now.workerDeaths);
    gauge('transports', 'WebRTC transports.', ({ transports }) => transports);
    gauge('producers', 'Producers.', ({ producers }) => producers);
    gauge('consumers', 'Consumers.', ({ consumers }) => consumers);
    gauge('resident_memory_bytes', 'Resident memory of this process, without workers.', () =>
      process.memoryUsage.rss(),
    );
  }

  countRefused(code: ErrorCode): void {
    this.#refused.inc({ code });
  }

  /** The text in Prometheus' exposition format. */
  async read(): Promise<{ type: string; text: string }> {
    return { type: this.#registry.contentType, text: await this.#registry.metrics() };
  }
}
