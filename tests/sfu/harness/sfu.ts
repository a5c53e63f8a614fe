import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, onTestFinished } from 'vitest';
import { readConfig, type Sfu, type SfuOptions, startSfu } from '../../../sfu/sfu.ts';
import { Client, type ClientOptions } from './client.ts';
import { untilNoMedia } from './media.ts';
import { isAlive, until } from './until.ts';

export interface TestSfu {
  readonly sfu: Sfu;
  readonly url: string;
  readonly dataFolder: string;
  /** Process ids of the workers that live now. */
  pids(): number[];
  /** A client that is connected; it goes with the server. */
  client(options?: ClientOptions): Promise<Client>;
  closeClients(): void;
  /** Closes the server and fails unless its port is free and its workers are gone. */
  close(): Promise<void>;
}

/** A range of media ports below those that the system gives away by itself. */
export function mediaPorts(): Pick<SfuOptions, 'rtcMinPort' | 'rtcMaxPort'> {
  const rtcMinPort = randomInt(10_000, 32_000);
  return { rtcMinPort, rtcMaxPort: rtcMinPort + 63 };
}

/** A new, empty folder; whoever asks for it removes it. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'parley-sfu-'));
}

export function testOptions(dataFolder: string, overrides: Partial<SfuOptions> = {}): SfuOptions {
  return {
    ...readConfig([], {}),
    ...mediaPorts(),
    port: 0,
    listenIp: '127.0.0.1',
    workers: 1,
    // Server, clients and test share one thread: it is late for reasons of the test.
    busyDelay: 10_000,
    dataFolder,
    logLevel: 'none',
    ...overrides,
  };
}

/** A real server with real workers on loopback. Whoever starts it closes it. */
export async function startTestSfu(overrides: Partial<SfuOptions> = {}): Promise<TestSfu> {
  const dataFolder = overrides.dataFolder ?? (await temporaryFolder());
  const sfu = await startSfu(testOptions(dataFolder, overrides));
  const clients = new Set<Client>();
  const closeClients = () => {
    for (const client of clients) client.close();
    clients.clear();
  };
  const pids = () => sfu.stats().workers.map(({ pid }) => pid);
  return {
    sfu,
    url: sfu.localUrl,
    dataFolder,
    pids,
    async client(options) {
      const client = await Client.connect(sfu.localUrl, options);
      clients.add(client);
      return client;
    },
    closeClients,
    async close() {
      const workers = pids();
      closeClients();
      await sfu.close();
      await until('the workers are gone', () => !workers.some(isAlive));
      await bindable(sfu.port);
      if (overrides.dataFolder === undefined) await rm(dataFolder, { recursive: true });
    },
  };
}

/** As `startTestSfu`, for one test that closes it whatever happens. */
export async function sfuForTest(overrides?: Partial<SfuOptions>): Promise<TestSfu> {
  const started = await startTestSfu(overrides);
  onTestFinished(() => started.close());
  return started;
}

/**
 * One server for all tests of a file. Rooms go with their last person, who goes with the connection,
 * and a test fails that leaves anything in a worker.
 */
export function sharedSfu(overrides: Partial<SfuOptions> = {}): () => TestSfu {
  let started: TestSfu | undefined;
  const get = () => {
    if (!started) throw new Error('asked before the server was started');
    return started;
  };
  beforeAll(async () => {
    started = await startTestSfu({ roomGrace: 20, peerGrace: 0, ...overrides });
  });
  afterEach(async () => {
    get().closeClients();
    await untilNoMedia(get().pids());
  });
  afterAll(() => started?.close());
  return get;
}

/** Fails unless the port is free. */
export async function bindable(port: number, host = '127.0.0.1'): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  await new Promise((resolve) => server.close(resolve));
}
