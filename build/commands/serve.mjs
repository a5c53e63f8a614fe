import { join } from 'node:path';
import { programStdio } from '../processes.mjs';
import { bundle, dependencies, setUp, worker } from '../setup/steps.mjs';

/** @type {import('../command.mjs').Command} */
export async function serve(context, args) {
  await setUp(context, [dependencies, worker, bundle]);
  const { root, env, processes } = context;
  const program = join(root, 'out', 'sfu', 'serve.js');
  const { ended } = processes.start(process.execPath, [program, ...args], {
    // Where the person is: a path among the arguments is meant from there.
    cwd: process.cwd(),
    env,
    stdio: programStdio,
  });
  return ended;
}
