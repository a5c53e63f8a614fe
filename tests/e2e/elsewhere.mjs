/**
 * Runs a program on a computer of a test's own network (lan.ts), where Playwright still gets to it.
 * Playwright debugs an app over sockets on the loopback, and each computer has a loopback of its own.
 * But a socket belongs to the network in which it was opened, whoever holds it: for every one that
 * the app names, this half opens one here and hands it to the other half there.
 *
 * node elsewhere.mjs here <network namespace> <program> <its arguments>
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream';
import { fileURLToPath } from 'node:url';

const [, self = fileURLToPath(import.meta.url), side, ...rest] = process.argv;
/** As Playwright reads it: Node's inspector, then Chromium's. */
const announcement = /^((?:Debugger|DevTools) listening on ws:\/\/127\.0\.0\.1:)(\d+)(\/.*)$/;

if (side === 'here') startThere(rest);
else await runThere(rest);

/** @param {string[]} command the namespace, and what runs in it */
function startThere([namespace = '', ...command]) {
  const words = ['netns', 'exec', namespace, process.execPath, self, 'there', ...command];
  const there = spawn('ip', words, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  there.on('message', () => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      // Two who listen would share what comes.
      there.send({ address }, server, () => server.close());
    });
  });
  endWith(there);
}

/** @param {string[]} command */
async function runThere([program = '', ...args]) {
  const app = spawn(program, args, { stdio: ['inherit', 'inherit', 'pipe'] });
  endWith(app);
  // The other half was killed, and can no longer ask this one to end.
  process.on('disconnect', () => app.kill('SIGKILL'));
  for await (const line of createInterface({ input: app.stderr })) {
    const [, words, port, path] = announcement.exec(line) ?? [];
    const shown = port === undefined ? line : `${words}${await handOut(Number(port))}${path}`;
    process.stderr.write(`${shown}\n`);
  }
}

/**
 * @param {number} port on the loopback there
 * @returns {Promise<number>} the one that leads to it from here
 */
async function handOut(port) {
  process.send?.('another');
  const [{ address }, server] = await once(process, 'message');
  server.on('connection', (/** @type {import('node:net').Socket} */ socket) => {
    pipeline(socket, connect(port, '127.0.0.1'), socket, () => {});
  });
  return address.port;
}

/** @param {import('node:child_process').ChildProcess} child is asked to end as we are, and we end as it does */
function endWith(child) {
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.once('error', ({ message }) => {
    process.stderr.write(`${message}\n`);
    process.exit(1);
  });
  child.once('close', (code) => process.exit(code ?? 1));
}
