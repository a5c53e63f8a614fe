import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DesktopApp, usesStandIn } from '../e2e/app/desktop-app.ts';
import { spread, table } from './figures.ts';

const rounds = 5;
const room = { roomId: 'bench', roomName: 'Bench', displayName: 'Ana' };
const runtime = usesStandIn ? 'the stand-in for Electron' : 'Electron';

it('app: time to its window, from hosting to an open room, and memory', async () => {
  const figures = { window: [], host: [], idle: [], hosting: [] } as Record<string, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    const app = await DesktopApp.start();
    figures.window?.push(performance.now() - begun);
    // The media server is loaded by whoever hosts, and by nobody else.
    expect(app.workers()).toEqual([]);
    figures.idle?.push(residentMb(app.pid));
    figures.host?.push(await hostMs(app));
    figures.hosting?.push(residentMb(app.pid) + sum(app.workers().map(residentMb)));
    await app.stop();
    await app.forget();
  }
  table(`The app on ${runtime}, median (least–most) of ${rounds}`, [
    ['from start to the window with its page, ms', spread(figures.window ?? [])],
    ['from "Host a room" to a server that answers, ms', spread(figures.host ?? [])],
    ['main process idle, MB resident', spread(figures.idle ?? [])],
    ['main process and worker while hosting, MB resident', spread(figures.hosting ?? [])],
  ]);
});

/** In the page, from the call to the server's first answer. */
function hostMs(app: DesktopApp): Promise<number> {
  return app.page.evaluate(async (each) => {
    const begun = performance.now();
    const answer = await window.parley?.startHost(each);
    if (!answer?.ok) throw new Error(JSON.stringify(answer));
    return performance.now() - begun;
  }, room);
}

/** Resident memory without what is shared with others, as the kernel divides it. */
function residentMb(pid: number): number {
  const kilobytes = /^Pss: +(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
  if (kilobytes) return Number(kilobytes[1]) / 1024;
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
