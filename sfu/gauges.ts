import { Counter, Gauge, type Registry } from 'prom-client';
import type { Census } from './census.ts';
import type { LoadMeter } from './load-meter.ts';
import type { MediaSamples } from './media-samples.ts';
import { recent } from './recent.ts';
import type { WorkerPool } from './workers.ts';

/** Where the figures come from that are read when somebody asks. */
export interface GaugeSources {
  census(): Census;
  connections(): number;
  ready(): boolean;
  workers: Pick<WorkerPool, 'alive' | 'deaths'>;
  load: Pick<LoadMeter, 'eventLoopQuantilesMs'>;
  media: Pick<MediaSamples, 'bitrate'>;
}

/** One line of a metric: the values of its labels in their order, then its own. */
type Line = readonly [...labels: (string | number)[], value: number];

// Several figures come from one count: they share it, and quick scrapes do too.
const censusAgeMs = 1_000;

/** Registers all that is read at a scrape, instead of counted as it happens. */
export function showGauges(registry: Registry, sources: GaugeSources): void {
  const { workers, load, media } = sources;
  const census = recent(sources.census, censusAgeMs);
  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    read: () => readonly Line[],
  ) =>
    new Gauge({
      name: `parley_${name}`,
      help,
      labelNames,
      registers: [registry],
      collect() {
        this.reset();
        for (const line of read()) {
          this.labels(...line.slice(0, -1).map(String)).set(line.at(-1) as number);
        }
      },
    });
  const one = (name: string, help: string, read: () => number) =>
    gauge(name, help, [], () => [[read()]]);
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name: `parley_${name}`,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });

  one('ready', '1 while more may be asked of this server, as /health says.', () =>
    Number(sources.ready()),
  );
  one('rooms', 'Open rooms.', () => census().rooms);
  one('rooms_spread', 'Rooms on more than one worker.', () => census().spreadRooms);
  one('peers', 'People in rooms.', () => census().peers);
  one('connections', 'Open signalling sockets.', sources.connections);
  one('workers', 'Media workers alive.', () => workers.alive.length);
  counter('worker_restarts_total', 'Workers that died and are replaced.', () => workers.deaths);
  gauge('worker_cores', 'CPU of a worker, as a share of one core.', ['worker'], () =>
    workers.alive.map((worker, n) => [n, worker.load.cores]),
  );
  gauge('worker_resident_bytes', 'Resident memory of a worker.', ['worker'], () =>
    workers.alive.map(({ rssBytes }, n) => [n, rssBytes]),
  );
  gauge('transports', 'WebRTC transports, by protocol.', ['protocol'], () =>
    Object.entries(census().transports),
  );
  gauge('producers', 'Producers.', ['kind'], () => Object.entries(census().producers));
  gauge('producer_layers', 'Layers that arrive from producers.', ['kind', 'layer'], () =>
    Object.entries(census().producerLayers).flatMap(([kind, layers]) =>
      layers.map((count, layer) => [kind, layer, count] as const),
    ),
  );
  gauge('consumers', 'Consumers, by the layer that is sent.', ['kind', 'layer'], () =>
    Object.entries(census().consumers).flatMap(([kind, layers]) =>
      Object.entries(layers).map(([layer, count]) => [kind, layer, count] as const),
    ),
  );
  gauge('bits_per_second', 'All that flows on transports.', ['direction'], () =>
    Object.entries(media.bitrate),
  );
  gauge('event_loop_delay_seconds', 'How late signalling is.', ['quantile'], () => {
    const { median, high, most } = load.eventLoopQuantilesMs;
    return [
      ['0.5', median / 1000],
      ['0.99', high / 1000],
      ['1', most / 1000],
    ];
  });
  one('resident_memory_bytes', 'Resident memory of this process, without workers.', () =>
    process.memoryUsage.rss(),
  );
  counter('cpu_seconds_total', 'CPU time of this process, without workers.', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
}
