import type { Window } from './generator.ts';
import { type Media, shapes } from './media.ts';
import { cpuMs, type Generator, type SceneProcess } from './processes.ts';

/** A load that can be made larger step by step. */
export interface Scene {
  /** People who are there; not all of them may receive. */
  readonly people: number;
  /** Grows to at least so many people. */
  growTo(people: number): Promise<void>;
}

/** What was found at one size. */
export interface Step {
  people: number;
  /** The share of packets that arrived. */
  delivered: number;
  p50: number;
  p95: number;
  /** CPU of the server and its workers, as a share of one core. */
  cores: number;
  /** The same for 1,000 packets that arrived, in ms. */
  msPerThousand: number;
  rssMb: number;
  workers: number;
}

let lastSsrc = 1_000;

async function publish(
  server: SceneProcess,
  generator: Generator,
  order: { room: string; person: string; media: Media },
): Promise<number[]> {
  const ssrcs = shapes[order.media].map(() => {
    lastSsrc += 1;
    return lastSsrc;
  });
  const port = await server.ask<number>({ op: 'publish', ...order, ssrcs });
  for (const [n, shape] of shapes[order.media].entries()) {
    await generator.ask({ op: 'send', port, ssrc: ssrcs[n] ?? 0, shape, fanOut: 0 });
  }
  return ssrcs;
}

/** One room that watches one camera of 500 kbit/s and hears two microphones. */
export function audience(server: SceneProcess, generator: Generator): Scene {
  const room = 'audience';
  const ssrcs: number[] = [];
  let people = 0;
  return {
    get people() {
      return people;
    },
    async growTo(wanted) {
      for (const [n, media] of (['camera', 'microphone', 'microphone'] as const).entries()) {
        if (ssrcs[n] !== undefined) continue;
        ssrcs.push(...(await publish(server, generator, { room, person: `speaker ${n}`, media })));
      }
      for (; people < wanted; people += 1) {
        const port = await generator.ask<number>({ op: 'receiver' });
        await server.ask({ op: 'watch', room, person: `watcher ${people}`, port });
      }
      for (const ssrc of ssrcs) await generator.ask({ op: 'fanOut', ssrc, fanOut: people });
    },
  };
}

const roomSize = 6;
const seenMs = 250;

/** Rooms of six with every camera on: each watches the next one large and four small. */
export function meetings(server: SceneProcess, generator: Generator): Scene {
  let rooms = 0;
  const open = async () => {
    const room = `meeting ${rooms}`;
    const names = Array.from({ length: roomSize }, (_, n) => `person ${n}`);
    const cameras: number[][] = [];
    for (const person of names) {
      cameras.push(await publish(server, generator, { room, person, media: 'layers' }));
    }
    // A layer that has not been seen when its watcher comes is not switched to: no RTCP, no clock.
    await new Promise((resolve) => setTimeout(resolve, seenMs));
    for (const [n, person] of names.entries()) {
      const port = await generator.ask<number>({ op: 'receiver' });
      const stage = names[(n + 1) % roomSize] ?? '';
      await server.ask({ op: 'watch', room, person, port, stage });
    }
    for (const [low = 0, high = 0] of cameras) {
      await generator.ask({ op: 'fanOut', ssrc: low, fanOut: roomSize - 2 });
      await generator.ask({ op: 'fanOut', ssrc: high, fanOut: 1 });
    }
    rooms += 1;
  };
  return {
    get people() {
      return rooms * roomSize;
    },
    async growTo(wanted) {
      while (rooms * roomSize < wanted) await open();
    },
  };
}

/** Measures a scene at the size it has. */
export async function measure(
  scene: Scene,
  server: SceneProcess,
  generator: Generator,
  windowMs: number,
): Promise<Step> {
  const pids = await server.ask<number[]>({ op: 'pids' });
  const [cpuBefore, begun] = [await cpuMs(pids), performance.now()];
  const { expected, arrived, p50, p95 } = await generator.ask<Window>({
    op: 'window',
    ms: windowMs,
  });
  const [cpu, took] = [(await cpuMs(pids)) - cpuBefore, performance.now() - begun];
  const rss = await server.ask<number[]>({ op: 'rss' });
  return {
    people: scene.people,
    delivered: arrived / expected,
    p50,
    p95,
    cores: cpu / took,
    msPerThousand: cpu / (arrived / 1_000),
    rssMb: rss.reduce((sum, bytes) => sum + bytes, 0) / 2 ** 20,
    workers: await server.ask<number>({ op: 'spread' }),
  };
}
