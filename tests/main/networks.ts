/** Networks of their own inside this machine, so that nothing is said on a real one. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';

/** Runs `ip` with words separated by spaces. @throws Error with what it said */
export function ip(words: string): void {
  execFileSync('ip', words.split(' '), { stdio: 'pipe' });
}

/** Whether this machine lets us make networks: Linux, as its administrator. */
export function mayMakeNetworks(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const name = `parley-try-${process.pid}`;
  try {
    ip(`netns add ${name}`);
    ip(`netns del ${name}`);
    return true;
  } catch {
    return false;
  }
}

/** A computer without any network yet. Whoever makes it removes it. */
export function newComputer(what: string): string {
  const name = `parley-${process.pid}-${what}`;
  ip(`netns add ${name}`);
  ip(`-n ${name} link set lo up`);
  return name;
}

export function removeComputer(name: string): void {
  ip(`netns del ${name}`);
}

/** A cable between two computers, with adapters `lan<n>` of the addresses 10.77.<n>.1 and .2. */
export function plugCable(one: string, other: string, n: number): void {
  ip(`link add lan${n} netns ${one} type veth peer name lan${n} netns ${other}`);
  for (const [index, computer] of [one, other].entries()) {
    ip(`-n ${computer} address add 10.77.${n}.${index + 1}/24 dev lan${n}`);
    ip(`-n ${computer} link set lan${n} up`);
  }
}

/** Takes the adapters away at both ends. */
export function unplugCable(one: string, n: number): void {
  ip(`-n ${one} link del lan${n}`);
}

export interface Program {
  child: ChildProcess;
  /** Lines that it has written. */
  lines: string[];
  ended: Promise<number | null>;
}

/** Runs a program on a computer; it is killed when the running test has finished. */
export function runOn(computer: string, program: string, ...args: string[]): Program {
  const words = ['netns', 'exec', computer, process.execPath, program, ...args];
  const child = spawn('ip', words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, lines, ended };
}
