import { readFileSync } from 'node:fs';
import type { DesktopApp } from '../e2e/app/desktop-app.ts';
import { descendants } from '../e2e/processes.ts';

export const parts = ['main', 'renderer', 'worker', 'other'] as const;
/** MB of the main process, of the pages, of the media server's workers, and of the browser's rest. */
export type Memory = Record<(typeof parts)[number], number>;

/** What the app holds at this moment. Needs Linux's smaps_rollup (proc(5)). */
export function memoryOf(app: DesktopApp): Memory {
  const memory: Memory = { main: residentMb(app.pid), renderer: 0, worker: 0, other: 0 };
  for (const { pid, command } of descendants(app.pid)) memory[partOf(command)] += residentMb(pid);
  return memory;
}

function partOf(command: string): keyof Memory {
  if (command.includes('mediasoup-worker')) return 'worker';
  return command.includes('--type=renderer') ? 'renderer' : 'other';
}

/** Resident memory with its share of what others have in common with it; 0 when it has ended. */
function residentMb(pid: number): number {
  try {
    const [, kilobytes] = /^Pss: +(\d+) kB/m.exec(readFileSync(rollupOf(pid), 'utf8')) ?? [];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

const rollupOf = (pid: number) => `/proc/${pid}/smaps_rollup`;
