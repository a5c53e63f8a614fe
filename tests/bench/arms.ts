import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { build } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
// Lets a measurement ask for a collection, so that what is counted is kept and not merely not yet
// collected.
const collector =
  'process.on("message", (wish) => { if (wish === "collect") { gc(); process.send("collected"); } })';
const execArgv = [
  '--expose-gc',
  '--import',
  `data:text/javascript,${encodeURIComponent(collector)}`,
];
const ticksPerSecond = 100;
const pageBytes = 4096;

/** A server under measurement: a process and its media workers. */
export class Arm {
  private constructor(
    readonly name: 'parley' | 'raw',
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly pids: number[],
    private readonly folder: string,
  ) {}

  /** Parley's own server with one worker, so that both arms have the same. */
  static async parley(): Promise<Arm> {
    const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
    const settings = {
      LISTEN_IP: '127.0.0.1',
      LAN_PROFILE: 'off',
      PORT: '0',
      WORKERS: '1',
      LOG_LEVEL: 'error',
    };
    const env = { ...process.env, ...settings, PARLEY_DATA: folder };
    const child = fork(at('../../out/sfu/serve.js'), [], {
      stdio: ['ignore', 'ignore', 2, 'ipc'],
      execArgv,
      env,
    });
    const [{ url }] = await once(child, 'message');
    const { workers } = await (await fetch(new URL('stats', url))).json();
    const pids = workers.map(({ pid }: { pid: number }) => pid);
    return new Arm('parley', url, child, pids, folder);
  }

  /** mediasoup with the least signalling that works. */
  static async raw(): Promise<Arm> {
    const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
    await buildRaw(folder);
    const program = join(folder, 'server', 'server.mjs');
    const child = fork(program, [join(folder, 'pages')], {
      stdio: ['ignore', 'ignore', 2, 'ipc'],
      execArgv,
    });
    const [{ url, workers }] = await once(child, 'message');
    return new Arm('raw', url, child, workers, folder);
  }

  /** CPU time used so far by the process and its workers, in ms; the system counts in 10 ms. */
  async cpuMs(): Promise<number> {
    const each = this.#processes().map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
      // utime and stime are fields 14 and 15 (proc(5)), counted behind the name in brackets.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
    });
    return (await Promise.all(each)).reduce((sum, ms) => sum + ms, 0);
  }

  /** Resident memory of the process and its workers after a collection, in bytes. */
  async rssBytes(): Promise<number> {
    const collected = once(this.child, 'message');
    this.child.send('collect');
    await collected;
    const each = this.#processes().map(async (pid) => {
      const statm = await readFile(`/proc/${pid}/statm`, 'utf8');
      return Number(statm.split(' ')[1]) * pageBytes;
    });
    return (await Promise.all(each)).reduce((sum, bytes) => sum + bytes, 0);
  }

  async stop(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.disconnect();
    await exit;
    await rm(this.folder, { recursive: true, force: true });
  }

  #processes(): number[] {
    return [this.child.pid ?? 0, ...this.pids];
  }
}

async function buildRaw(folder: string): Promise<void> {
  const quiet = { configFile: false, logLevel: 'warn' } as const;
  await build({
    ...quiet,
    root: at('raw'),
    plugins: [preact()],
    build: { outDir: join(folder, 'pages'), emptyOutDir: true },
  });
  await build({
    ...quiet,
    root: at('raw'),
    build: {
      ssr: at('raw/server.ts'),
      outDir: join(folder, 'server'),
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'server.mjs' } },
    },
    // Resolved from the project, although the bundle lies elsewhere.
    ssr: { noExternal: true, external: [] },
  });
}
