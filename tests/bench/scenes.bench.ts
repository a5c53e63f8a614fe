import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { median, spread, table } from './figures.ts';
import { Answering, buildPrograms, type Generator, type SceneProcess } from './load/processes.ts';
import { audience, measure, meetings, type Scene, type Step } from './load/scene.ts';

// Short on a machine that others use too: BENCH_WINDOW_MS=1000 BENCH_ROUNDS=1 BENCH_MOST=60, or from
// BENCH_FIRST people on.
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const windowMs = Number(process.env.BENCH_WINDOW_MS ?? 4_000);
const most = Number(process.env.BENCH_MOST ?? 2_000);
const settleMs = Math.min(2_500, windowMs);
const cores = availableParallelism();
const growth = 1.1;
const leastDelivered = 0.999;
const mostDelayMs = 20;
const first = Number(process.env.BENCH_FIRST ?? 10);

type Make = (server: SceneProcess, generator: Generator) => Scene;

const scenes: [string, Make][] = [
  ['one room that watches one camera and hears two microphones', audience],
  ['rooms of six with every camera on', meetings],
];

it.each(scenes)('scene: %s', { timeout: 3_600_000 }, async (name, make) => {
  const programs = await buildPrograms();
  const climbs: Record<'parley' | 'raw', Step[][]> = { parley: [], raw: [] };
  try {
    for (let round = 0; round < rounds; round += 1) {
      const arms = ['parley', 'raw'] as const;
      for (const arm of round % 2 ? arms : arms.toReversed()) {
        climbs[arm].push(await climb(make, programs.program, arm));
      }
    }
  } finally {
    await programs.forget();
  }
  for (const arm of ['parley', 'raw'] as const) report(`${arm}, ${name}, last round`, climbs[arm]);
  summarise(name, climbs);
  expect(climbs.parley.length).toBe(rounds);
});

/** Grows a scene until it is no longer served well, in new processes each time. */
async function climb(
  make: Make,
  program: (name: 'parley' | 'raw' | 'generator') => string,
  arm: 'parley' | 'raw',
): Promise<Step[]> {
  const generator: Generator = await Answering.start(program('generator'), []);
  const large = make === audience ? ['spread'] : [];
  const server: SceneProcess = await Answering.start(program(arm), [String(cores), ...large]);
  const steps: Step[] = [];
  try {
    const scene = make(server, generator);
    for (let wanted = first; wanted <= most; wanted = Math.ceil(scene.people * growth)) {
      await scene.growTo(wanted);
      await pause(settleMs);
      let step = await measure(scene, server, generator, windowMs);
      // Once more before it counts as the end: something else may have had the machine.
      if (!served(step)) step = await measure(scene, server, generator, windowMs);
      steps.push(step);
      if (!served(step)) break;
    }
  } finally {
    await Promise.all([server.stop(), generator.stop()]);
  }
  return steps;
}

function served({ delivered, p95 }: Step): boolean {
  return delivered >= leastDelivered && p95 < mostDelayMs;
}

function ceilingOf(steps: Step[]): number {
  return steps.filter(served).at(-1)?.people ?? 0;
}

function report(title: string, climbs: Step[][]): void {
  const steps = climbs.at(-1) ?? [];
  const shown = steps.filter((_, n) => n % 4 === 0 || n === steps.length - 1);
  table(`${title} (${cores} workers)`, [
    ['people', 'arrived %', 'p50 ms', 'p95 ms', 'cores', 'CPU ms / 1000', 'RSS MB', 'workers'],
    ...shown.map((step) => [
      String(step.people),
      (step.delivered * 100).toFixed(2),
      step.p50.toFixed(1),
      step.p95.toFixed(1),
      step.cores.toFixed(2),
      step.msPerThousand.toFixed(1),
      step.rssMb.toFixed(1),
      String(step.workers),
    ]),
  ]);
}

function summarise(name: string, climbs: Record<'parley' | 'raw', Step[][]>): void {
  const figures: [string, number, (steps: Step[]) => number][] = [
    ['ceiling, people', 0, ceilingOf],
    // Where both arms have been, and the packets are many enough for the clock of the kernel.
    ['CPU ms / 1000 packets', 2, (steps) => costAt(steps, smallest(climbs))],
  ];
  table(`${name}: median (least–most) of ${rounds}`, [
    ['', 'parley', 'raw mediasoup', 'ratio'],
    ...figures.map(([figure, digits, of]) => {
      const [parley, raw] = [climbs.parley.map(of), climbs.raw.map(of)];
      const ratio = (median(parley) / median(raw)).toFixed(2);
      return [figure, spread(parley, digits), spread(raw, digits), ratio];
    }),
  ]);
}

function smallest(climbs: Record<'parley' | 'raw', Step[][]>): number {
  return Math.min(...[...climbs.parley, ...climbs.raw].map((steps) => steps.at(-1)?.people ?? 0));
}

/** Over the upper half of what all climbs reached. */
function costAt(steps: Step[], reached: number): number {
  const upper = steps.filter(({ people }) => people <= reached && people >= reached / 2);
  return median(upper.map(({ msPerThousand }) => msPerThousand));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
