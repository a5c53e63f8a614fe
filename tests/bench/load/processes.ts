import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { GeneratorRequest } from './generator.ts';
import type { SceneRequest } from './scene-server.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const msPerTick = 10;

/** A process that answers requests over its channel. */
export class Answering<Request extends object> {
  readonly #open = new Map<number, (answer: { result?: unknown; error?: string }) => void>();
  #id = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', ({ id, ...answer }: { id: number }) => {
      this.#open.get(id)?.(answer);
      this.#open.delete(id);
    });
    child.on('exit', () => {
      for (const answer of this.#open.values()) answer({ error: 'the process ended' });
    });
  }

  static async start<Request extends object>(program: string, args: string[]) {
    const execArgv = ['--expose-gc'];
    const child = fork(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv });
    await once(child, 'message');
    return new Answering<Request>(child);
  }

  ask<Result>(request: Request): Promise<Result> {
    this.#id += 1;
    const id = this.#id;
    return new Promise((resolve, reject) => {
      this.#open.set(id, ({ result, error }) => {
        if (error === undefined) resolve(result as Result);
        else reject(new Error(error));
      });
      this.child.send({ id, ...request });
    });
  }

  async stop(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.disconnect();
    await exit;
  }
}

export type SceneProcess = Answering<SceneRequest>;
export type Generator = Answering<GeneratorRequest>;

/** The programs of the scenes, bundled for plain Node; `forget` removes them. */
export async function buildPrograms() {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const names = ['generator', 'parley', 'raw'] as const;
  for (const name of names) {
    await build({
      configFile: false,
      logLevel: 'error',
      root: at('.'),
      build: {
        ssr: at(`${name}.ts`),
        outDir: join(folder, name),
        emptyOutDir: true,
        rolldownOptions: { output: { entryFileNames: 'main.mjs' } },
      },
      ssr: { noExternal: true, external: [] },
    });
  }
  const program = (name: (typeof names)[number]) => join(folder, name, 'main.mjs');
  return { program, forget: () => rm(folder, { recursive: true, force: true }) };
}

/** CPU time that processes have used so far, in ms. */
export async function cpuMs(pids: readonly number[]): Promise<number> {
  const each = pids.map(async (pid) => {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // utime and stime are fields 14 and 15 (proc(5)), counted behind the name in brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * msPerTick;
  });
  return (await Promise.all(each)).reduce((sum, ms) => sum + ms, 0);
}
