import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { LocalHost, type LocalHostState, type SfuModule } from '../../main/host.ts';
import type { watchAdapters } from '../../sfu/adapters.ts';
import type { SfuOptions } from '../../sfu/sfu.ts';
import { temporaryFolder } from '../setup/temporary.ts';
import { testOptions } from '../sfu/harness/sfu.ts';
import { isAlive, until } from '../sfu/harness/until.ts';
import { servePlain } from './certificates.ts';
import { programOf } from './program.ts';

const load = () => import('../../sfu/sfu.ts');
const optionsWith = (overrides: Partial<SfuOptions> = {}) =>
  testOptions(temporaryFolder(), overrides);

/** A host that tells its states by name, and is stopped when the running test has finished. */
function newHost(watch?: typeof watchAdapters) {
  const loads = vi.fn(load);
  const host = new LocalHost({ load: loads, ...(watch ? { watch } : {}) });
  const story: LocalHostState['name'][] = [];
  host.subscribe(({ name }) => story.push(name));
  onTestFinished(async () => {
    await host.stop();
  });
  return { host, story, loads };
}

const running = (state: LocalHostState) => {
  if (state.name === 'running') return state;
  throw new Error(state.name === 'failed' ? state.message : `it is ${state.name}`);
};
const pidsOf = (host: LocalHost) => host.stats()?.workers.map(({ pid }) => pid) ?? [];
const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

describe('LocalHost', { timeout: 30_000 }, () => {
  it('loads the media server when somebody hosts, and not before', async () => {
    const { host, story, loads } = newHost();
    await host.stop();
    expect([host.state, story, loads.mock.calls.length]).toEqual([{ name: 'stopped' }, [], 0]);
    await host.start(optionsWith());
    expect(loads).toHaveBeenCalledTimes(1);
  });

  it('serves while it runs, and leaves nothing behind', async () => {
    const { host, story } = newHost();
    const { port, localUrl, portMoved, server } = running(await host.start(optionsWith()));
    expect(portMoved).toBe(false);
    expect(server.addresses).toEqual([{ host: '127.0.0.1', port }]);
    expect((await fetch(new URL('/health', localUrl))).status).toBe(200);
    expect(host.stats()).toMatchObject({ peers: 0, rooms: 0 });
    const pids = pidsOf(host);
    expect(await host.stop()).toEqual({ name: 'stopped' });
    expect(story).toEqual(['starting', 'running', 'stopping', 'stopped']);
    expect(host.stats()).toBeUndefined();
    expect(await isFree(port)).toBe(true);
    await until('the workers are gone', () => pids.length === 1 && !pids.some(isAlive));
  });

  it('starts and stops again and again, and keeps nothing of it', async () => {
    const { host } = newHost();
    const options = optionsWith();
    await host.start(options);
    await host.stop();
    const before = process.getActiveResourcesInfo().length;
    for (let round = 0; round < 5; round += 1) {
      running(await host.start(options));
      await host.stop();
    }
    await until('all is closed', () => process.getActiveResourcesInfo().length <= before);
  });

  it('does each thing once, however often it is asked', async () => {
    const { host, story } = newHost();
    const options = optionsWith();
    const answers = await Promise.all([host.start(options), host.start(options)]);
    expect(answers.map(({ name }) => name)).toEqual(['running', 'running']);
    await Promise.all([host.stop(), host.stop(), host.stop()]);
    expect(story).toEqual(['starting', 'running', 'stopping', 'stopped']);
  });

  it('takes start and stop in any state, and ends as it was asked last', async () => {
    const { host, story } = newHost();
    const options = optionsWith();
    const first = host.start(options);
    const stopped = host.stop();
    const second = host.start(options);
    expect([(await first).name, (await stopped).name]).toEqual(['running', 'stopped']);
    expect((await second).name).toBe('running');
    const steps = ['starting', 'running', 'stopping', 'stopped'];
    expect(story).toEqual([...steps, 'starting', 'running']);
    const third = new Promise<LocalHostState>((resolve) => {
      host.subscribe(({ name }) => name === 'stopping' && resolve(host.start(options)));
    });
    expect((await host.stop()).name).toBe('stopped');
    expect((await third).name).toBe('running');
  });

  it('moves to another port when the wanted one is taken, and says so', async () => {
    const taken = await servePlain();
    const { host } = newHost();
    const options = optionsWith({ port: taken.port, portTaken: 'fail' });
    const { port, portMoved } = running(await host.start(options));
    expect(portMoved).toBe(true);
    expect(port).not.toBe(taken.port);
  });

  it('says why it failed, and starts when that is mended', async () => {
    const { host, story } = newHost();
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const failed = await host.start(optionsWith({ dataFolder: join(folder, 'file') }));
    expect(failed).toMatchObject({ name: 'failed', message: expect.stringMatching(/\w+/) });
    expect(story).toEqual(['starting', 'failed']);
    running(await host.start(optionsWith()));
    await host.stop();
    await host.start(optionsWith({ dataFolder: join(folder, 'file') }));
    expect(await host.stop()).toEqual({ name: 'stopped' });
  });

  it('fails without a media server to load, and with one that does not close', async () => {
    const missing = new LocalHost({ load: () => Promise.reject(new Error('It is missing.')) });
    expect(await missing.start(optionsWith())).toEqual({
      name: 'failed',
      message: 'It is missing.',
    });
    const stuck: SfuModule = {
      startSfu: async (options) => {
        const sfu = await (await load()).startSfu(options);
        const close = async () => {
          await sfu.close();
          throw new Error('It is stuck.');
        };
        return { ...sfu, close };
      },
    };
    const host = new LocalHost({ load: async () => stuck });
    running(await host.start(optionsWith()));
    expect(await host.stop()).toEqual({ name: 'failed', message: 'It is stuck.' });
    expect(await host.stop()).toEqual({ name: 'stopped' });
  });

  it('goes on after a listener that throws', async () => {
    const { host } = newHost();
    const end = host.subscribe(() => {
      throw new Error('a bug');
    });
    await expect(host.start(optionsWith())).rejects.toThrow('a bug');
    end();
    running(await host.start(optionsWith()));
  });

  it('tells anew where it is reached when the network has changed, while it runs', async () => {
    const ends = vi.fn();
    const told: (() => void)[] = [];
    const { host, story } = newHost((listener) => {
      told.push(() => listener({}));
      return ends;
    });
    await host.start(optionsWith());
    for (const tell of told) tell();
    expect(story).toEqual(['starting', 'running', 'running']);
    await host.stop();
    expect(ends).toHaveBeenCalledTimes(1);
  });
});

describe('a program that hosts', { timeout: 30_000 }, () => {
  it('takes its workers with it when it is killed', async () => {
    const child = spawn(process.execPath, [await programOf('host'), temporaryFolder()]);
    onTestFinished(() => void child.kill('SIGKILL'));
    const line = await new Promise<Buffer>((resolve) => child.stdout.once('data', resolve));
    const pids: number[] = JSON.parse(line.toString());
    expect(pids.map(isAlive)).toEqual([true, true]);
    child.kill('SIGKILL');
    await until('the workers are gone', () => !pids.some(isAlive));
  });
});
