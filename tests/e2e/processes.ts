import { type ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';

const patienceMs = 10_000;

/** Resolves when the process has ended, or has already. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** Asks a process to end, and makes it end if it does not heed that. Idempotent. */
export async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  const over = ended(child);
  child.kill(signal);
  await over;
  clearTimeout(timer);
}

/** All processes that come from this one, as ps(1) tells. */
export function descendants(ancestor: number): { pid: number; command: string }[] {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const all = table.split('\n').map((line) => {
    const [, pid, parent, command = ''] = /^ *(\d+) +(\d+) +(.*)$/.exec(line) ?? [];
    return { pid: Number(pid), parent: Number(parent), command };
  });
  const below = (pid: number): typeof all =>
    all.filter(({ parent }) => parent === pid).flatMap((each) => [each, ...below(each.pid)]);
  return below(ancestor);
}
