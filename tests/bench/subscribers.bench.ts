import { expect, it } from 'vitest';
import { median, spread, table } from './figures.ts';
import { Answering, buildPrograms, type SceneProcess } from './load/processes.ts';

const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const few = 100;
const many = 600;
const nobody = 9;

interface Memory {
  server: number;
  worker: number;
}

it('memory: resident bytes per subscriber of one camera and two microphones', async () => {
  const programs = await buildPrograms();
  const grown: Record<'parley' | 'raw', Memory[]> = { parley: [], raw: [] };
  try {
    for (let round = 0; round < rounds; round += 1) {
      // New processes each time, because what a heap once took it seldom gives back.
      for (const arm of ['parley', 'raw'] as const) {
        grown[arm].push(await measure(programs.program(arm)));
      }
    }
  } finally {
    await programs.forget();
  }
  const figures: [string, (memory: Memory) => number][] = [
    ['worker', ({ worker }) => worker],
    ['server', ({ server }) => server],
    ['both', ({ server, worker }) => server + worker],
  ];
  table(`Memory per subscriber, kB, ${few} to ${many}, median (least–most) of ${rounds}`, [
    ['', 'parley', 'raw mediasoup', 'ratio'],
    ...figures.map(([name, of]) => {
      const [parley, raw] = [grown.parley.map(of), grown.raw.map(of)];
      const ratio = (median(parley) / median(raw)).toFixed(2);
      return [name, spread(parley, 1), spread(raw, 1), ratio];
    }),
  ]);
  expect(median(grown.raw.map(({ worker }) => worker))).toBeGreaterThan(0);
});

async function measure(program: string): Promise<Memory> {
  const server: SceneProcess = await Answering.start(program, ['1']);
  const room = 'audience';
  for (const [n, media] of (['camera', 'microphone', 'microphone'] as const).entries()) {
    await server.ask({ op: 'publish', room, person: `speaker ${n}`, media, ssrcs: [1_000 + n] });
  }
  let people = 0;
  const grow = async (wanted: number) => {
    for (; people < wanted; people += 1) {
      // Nothing is sent, so that it matters little where it would go.
      await server.ask({ op: 'watch', room, person: `watcher ${people}`, port: nobody });
    }
    // A few collections, because what the first one frees only the next ones give back.
    for (let n = 0; n < 3; n += 1) await server.ask({ op: 'rss' });
    return server.ask<number[]>({ op: 'rss' });
  };
  try {
    const [before, after] = [await grow(few), await grow(many)];
    const each = after.map((bytes, n) => (bytes - (before[n] ?? 0)) / (many - few) / 1024);
    return { server: each[0] ?? 0, worker: each[1] ?? 0 };
  } finally {
    await server.stop();
  }
}
