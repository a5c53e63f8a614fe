import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Client } from './harness/client.ts';
import { ask } from './harness/http.ts';
import { freshRoom } from './harness/person.ts';
import { bindable, mediaPorts, temporaryFolder } from './harness/sfu.ts';
import { isAlive, until } from './harness/until.ts';

const program = fileURLToPath(new URL('../../out/sfu/serve.js', import.meta.url));

beforeAll(() => {
  if (!existsSync(program)) throw new Error('out/sfu/serve.js is not built: run `npm test`');
});

interface Served {
  child: ChildProcess;
  output: () => string;
  errors: () => string;
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | string | null>;
}

async function serve(args: string[], env: Record<string, string> = {}): Promise<Served> {
  const folder = await temporaryFolder();
  const { MEDIASOUP_WORKER_BIN, PATH } = process.env;
  const child = spawn(process.execPath, [program, ...args], {
    env: {
      PATH,
      ...(MEDIASOUP_WORKER_BIN && { MEDIASOUP_WORKER_BIN }),
      PARLEY_DATA: folder,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = new Promise<number | string | null>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true });
  });
  return { child, output: () => output, errors: () => errors, ended };
}

/** Flags for a small server on loopback, and the lowest of its media ports. */
function local() {
  const { rtcMinPort, rtcMaxPort } = mediaPorts();
  const flags = { port: 0, 'listen-ip': '127.0.0.1', workers: 2, 'log-level': 'none' };
  const ports = { 'rtc-min-port': rtcMinPort, 'rtc-max-port': rtcMaxPort };
  return Object.entries({ ...flags, ...ports }).map(([name, value]) => `--${name}=${value}`);
}

/** A server that is ready, its address and its workers. */
async function ready() {
  const served = await serve(local());
  const url = await until(
    'the ready line',
    () => /^Parley is ready at (\S+)\n/.exec(served.output())?.[1],
    10_000,
  );
  const { workers } = JSON.parse((await ask(url, '/stats')).text) as {
    workers: { pid: number; port: number }[];
  };
  const pids = workers.map(({ pid }) => pid);
  const ports = [Number(new URL(url).port), ...workers.map(({ port }) => port)];
  return { ...served, url, pids, ports };
}

const allFree = (ports: number[]) => Promise.all(ports.map((port) => bindable(port)));

describe('parley serve', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'NO-10: tells everybody at %s, and leaves no port and no worker',
    async (signal) => {
      const { child, url, pids, ports, ended } = await ready();
      const client = await Client.connect(url);
      const roomId = freshRoom();
      await client.ask('createRoom', { roomId });
      await client.ask('joinRoom', { roomId, displayName: 'Ana', transports: ['send', 'recv'] });
      const disconnected = new Promise((resolve) => client.socket.once('disconnect', resolve));
      const startedAt = performance.now();
      child.kill(signal);
      expect(await ended).toBe(0);
      expect(performance.now() - startedAt).toBeLessThan(2_000);
      await disconnected;
      expect(client.heard('roomClosed')).toEqual([{ roomId, reason: 'server-closing' }]);
      expect(pids.filter(isAlive)).toEqual([]);
      await allFree(ports);
      client.close();
    },
  );

  it('ends in time also with a worker that hangs and a client that does not listen', async () => {
    const { child, url, pids, ports, ended } = await ready();
    const client = await Client.connect(url);
    const roomId = freshRoom();
    await client.ask('createRoom', { roomId });
    await client.ask('joinRoom', { roomId, displayName: 'Ana' });
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    client.socket.emit('createTransport', { direction: 'send' }, () => {});
    await client.settle();
    const startedAt = performance.now();
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await until('the workers are gone', () => !pids.some(isAlive));
    await allFree(ports);
    client.close();
  });

  it('takes its workers along when it is killed', async () => {
    const { child, pids, ports, ended } = await ready();
    expect(pids).toHaveLength(2);
    expect(pids.every(isAlive)).toBe(true);
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    await until('the workers are gone', () => !pids.some(isAlive));
    await allFree(ports);
  });

  it('can be broken off while it starts', async () => {
    const { child, ended, output } = await serve(local());
    child.kill('SIGTERM');
    const how = await ended;
    // The earliest signals come before the program could ask to hear them.
    expect([0, 'SIGTERM']).toContain(how);
    if (how === 'SIGTERM') expect(output()).toBe('');
  });

  it('refuses wrong settings with a sentence for each and exit code 2', async () => {
    const { ended, errors, output } = await serve(['--port', '99999'], { WORKERS: 'many' });
    expect(await ended).toBe(2);
    expect(errors()).toContain('--port was "99999"; it may be a whole number from 0 to 65535.');
    expect(errors()).toContain('WORKERS was "many"; it may be a whole number from 1 to 256.');
    expect(errors()).not.toMatch(/^\s+at /m);
    expect(output()).toBe('');
  });

  it('refuses a taken port with a sentence and exit code 1', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void taken.close());
    const address = taken.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { ended, errors } = await serve([...local(), `--port=${port}`]);
    expect(await ended).toBe(1);
    expect(errors()).toBe(
      `parley serve: Port ${port} on 127.0.0.1 is taken by another program. Choose another with PORT.\n`,
    );
  });

  it('refuses a worker program that is none with a sentence and exit code 1', async () => {
    const { ended, errors } = await serve([...local(), '--mediasoup-worker-bin=no-such-program']);
    expect(await ended).toBe(1);
    expect(errors()).toMatch(/^parley serve: A media worker did not start: .+\n$/);
  });

  it('lists every option by --help', async () => {
    const { ended, output } = await serve(['--help']);
    expect(await ended).toBe(0);
    for (const flag of ['--port', '--listen-ip', '--announced-ip', '--tls-cert', '--log-level']) {
      expect(output()).toContain(`  ${flag}\n`);
    }
  });
});
