import { join } from 'node:path';
import { hasDisplay } from '../open-browser.mjs';
import { programStdio } from '../processes.mjs';
import { distrustBundle } from '../setup/bundle.mjs';
import { dependencies, electron, setUp, worker } from '../setup/steps.mjs';

/** @typedef {import('../setup/context.mjs').Context} Context */
/** @typedef {import('vite').ViteBuilder} ViteBuilder */

/** Several bundles of one change end within this time of each other. */
const settleMs = 150;
/** The environments of vite.config.ts that are not the desktop app. */
const others = ['client', 'sfu', 'electronStandIn'];

/**
 * The renderer from Vite's server, which replaces modules in place; the server and the desktop app
 * bundled and started again whenever their sources change.
 * @type {import('../command.mjs').Command}
 */
export async function dev(context) {
  const found = await setUp(context, [dependencies, worker, electron]);
  const { root, env, output, processes } = context;
  distrustBundle(root);
  const { createBuilder, createServer } = await import('vite');
  const shared = { configFile: join(root, 'vite.config.ts'), mode: 'development' };
  const server = await createServer(shared);
  await server.listen();
  const url = server.resolvedUrls?.local[0] ?? '';
  const builder = await createBuilder({ ...shared, logLevel: 'warn' });

  const port = env.PORT ?? '7780';
  const serve = [join(root, 'out', 'sfu', 'serve.js'), '--port', port];
  const sfu = new Program(context, [process.execPath, ...serve], (code) => {
    output.write(`The server ended with ${code}. It starts again with the next change.\n`);
  });
  const watchers = await watch(builder, ['sfu'], () => sfu.restart());
  output.write(`Parley with hot reload is at ${url}. Ctrl+C ends it.\n`);
  if (found.electron !== undefined && hasDisplay(env, process.platform)) {
    env.PARLEY_RENDERER_URL = url;
    const app = new Program(context, [found.electron, root], () => processes.stop('SIGTERM'));
    const desktop = Object.keys(builder.environments).filter((name) => !others.includes(name));
    watchers.push(...(await watch(builder, desktop, () => app.restart())));
  }
  await processes.stopped;
  await Promise.all([server, ...watchers].map((each) => each.close()));
  return 0;
}

/**
 * Bundles these parts whenever their sources change, and tells when all of a change are done. Vite
 * itself says what is wrong with those that fail; what ran before them runs on.
 * @param {ViteBuilder} builder
 * @param {readonly string[]} names
 * @param {() => void} onBuilt
 */
async function watch(builder, names, onBuilt) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const watchers = [];
  for (const name of names) {
    const environment = builder.environments[name];
    if (environment === undefined) throw new Error(`vite.config.ts has no environment ${name}`);
    environment.config.build.watch = {};
    const watcher = await builder.build(environment);
    if (!('on' in watcher)) throw new Error(`Vite does not watch ${name}`);
    watchers.push(watcher);
    watcher.on('event', (event) => {
      if (event.code === 'BUNDLE_END' || event.code === 'ERROR') event.result.close();
      if (event.code !== 'BUNDLE_END') return;
      clearTimeout(timer);
      timer = setTimeout(onBuilt, settleMs);
    });
  }
  return watchers;
}

/** A program of which one copy runs at a time. */
class Program {
  #context;
  #command;
  #onEnd;
  /** @type {Promise<void>} */
  #turn = Promise.resolve();
  /** @type {import('../processes.mjs').Running | undefined} */
  #running;

  /**
   * @param {Context} context
   * @param {readonly [string, ...string[]]} command
   * @param {(code: number) => void} onEnd told when it ends by itself
   */
  constructor(context, command, onEnd) {
    this.#context = context;
    this.#command = command;
    this.#onEnd = onEnd;
  }

  /** The old copy has given up its port before the new one asks for it. */
  restart() {
    this.#turn = this.#turn.then(async () => {
      const old = this.#running;
      this.#running = undefined;
      if (old !== undefined) await this.#context.processes.end(old);
      if (this.#context.processes.stopping === undefined) this.#start();
    });
  }

  #start() {
    const { root, env, processes } = this.#context;
    const [command, ...args] = this.#command;
    const running = processes.start(command, args, { cwd: root, env, stdio: programStdio });
    this.#running = running;
    void running.ended.then((code) => {
      if (this.#running === running && processes.stopping === undefined) this.#onEnd(code);
    });
  }
}
