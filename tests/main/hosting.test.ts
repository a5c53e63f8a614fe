import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LocalHostState } from '../../main/host.ts';
import { hostOptions } from '../../main/host-options.ts';
import { Hosting } from '../../main/hosting.ts';
import { withMeeting } from '../../main/recent-rooms.ts';
import type { MeetingReport } from '../../preload/contract.ts';
import { defaultSettings } from '../../preload/settings.ts';
import { readConfig } from '../../sfu/config.ts';
import type { Stats } from '../../sfu/sfu.ts';

const room = { roomId: 'x', roomName: 'X', displayName: 'Ana' };
const fingerprint = 'A'.repeat(43);
const places = { data: 'data', renderer: 'renderer', resources: undefined };
const options = () => hostOptions(readConfig, {}, defaultSettings, places);
const running: LocalHostState = {
  name: 'running',
  port: 7781,
  localUrl: 'http://127.0.0.1:7781/',
  portMoved: true,
  server: { addresses: [{ host: '192.168.1.4', port: 7781 }], secure: true, fingerprint },
};

class FakeHost {
  state: LocalHostState = { name: 'stopped' };
  peers = 0;
  readonly #listeners: ((state: LocalHostState) => void)[] = [];

  constructor(private readonly outcome: LocalHostState = running) {}

  stats = () => ({ peers: this.peers }) as Stats;
  subscribe(listener: (state: LocalHostState) => void) {
    this.#listeners.push(listener);
    return () => {};
  }
  async start() {
    this.#become({ name: 'starting' });
    return this.#become(this.outcome);
  }
  async stop() {
    return this.#become({ name: 'stopped' });
  }
  #become(state: LocalHostState) {
    this.state = state;
    for (const listener of this.#listeners) listener(state);
    return state;
  }
}

function hosting(host = new FakeHost()) {
  const nearby = { announce: vi.fn(), withdraw: vi.fn() };
  return { host, nearby, made: new Hosting({ host, nearby, readOptions: async () => options() }) };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('hosting', () => {
  it('tells the page of the room, and the network too', async () => {
    const { made, nearby } = hosting();
    const state = {
      name: 'running',
      origin: 'http://127.0.0.1:7781',
      port: 7781,
      movedFrom: 7780,
      roomId: 'x',
      roomName: 'X',
      people: 0,
    };
    expect(await made.start(room)).toEqual(state);
    expect(made.state.get()).toEqual(state);
    expect(nearby.announce).toHaveBeenLastCalledWith({
      roomId: 'x',
      roomName: 'X',
      hostName: 'Ana',
      port: 7781,
      fingerprint,
      people: 0,
      locked: false,
    });
  });

  it('counts people once a second, and at once when it is asked', async () => {
    const { made, host, nearby } = hosting();
    await made.start(room);
    host.peers = 2;
    vi.advanceTimersByTime(1_000);
    expect(made.state.get()).toMatchObject({ people: 2 });
    expect(nearby.announce).toHaveBeenLastCalledWith(expect.objectContaining({ people: 2 }));
    host.peers = 3;
    expect(made.look()).toMatchObject({ people: 3 });
  });

  it('takes the room from the network when it ends, and can begin anew with another', async () => {
    const { made, nearby } = hosting();
    await made.start(room);
    await made.stop();
    expect(made.state.get()).toEqual({ name: 'stopped' });
    expect(nearby.withdraw).toHaveBeenCalled();
    expect(await made.start({ ...room, roomId: 'y' })).toMatchObject({ roomId: 'y' });
  });

  it('says why it failed, and can be tried again', async () => {
    const { made } = hosting(new FakeHost({ name: 'failed', message: 'No port is free.' }));
    const refusal = { code: 'HOST_FAILED', message: 'No port is free.' };
    await expect(made.start(room)).rejects.toMatchObject(refusal);
    await expect(made.start(room)).rejects.toMatchObject(refusal);
    expect(made.state.get()).toEqual({ name: 'failed', message: 'No port is free.' });
  });

  it('is not announced where nobody else could come', async () => {
    const server = { addresses: [{ host: '127.0.0.1', port: 7781 }], secure: false };
    const { made, nearby } = hosting(new FakeHost({ ...running, server }));
    await made.start(room);
    expect(nearby.announce).not.toHaveBeenCalled();
  });
});

describe('the options of the server', () => {
  it('come from the settings, and from the environment before them', () => {
    const settings = { ...defaultSettings, hostPort: 9000, dataFolder: 'mine' };
    const read = (env: NodeJS.ProcessEnv) => hostOptions(readConfig, env, settings, places);
    expect(read({})).toMatchObject({ port: 9000, dataFolder: 'mine', rendererFolder: 'renderer' });
    expect(read({ PORT: '9001', LISTEN_IP: '' })).toMatchObject({
      port: 9001,
      listenIp: '0.0.0.0',
    });
  });

  it('keep a room that is empty', () => {
    expect(options().roomGrace).toBeGreaterThan(3_600_000);
  });

  it('name the worker of an installed app', () => {
    const env = { MEDIASOUP_WORKER_BIN: '/elsewhere/mediasoup-worker' };
    const { workerBin } = hostOptions(readConfig, env, defaultSettings, {
      ...places,
      resources: 'r',
    });
    expect(workerBin).toMatch(/^r.mediasoup-worker/);
  });
});

describe('recent rooms', () => {
  const invite = 'https://a.example/r/x';
  const meeting: MeetingReport = {
    state: 'joined',
    origin: 'https://a.example',
    roomId: 'x',
    roomName: 'X',
    muted: false,
    cameraOn: true,
    people: 1,
    invite,
  };
  const old = (n: number) => ({ link: `https://a.example/r/${n}`, roomName: `${n}`, joinedAt: n });

  it('begin with the one that is joined, each once, eight at most', () => {
    const recent = [1, 2, 3, 4, 5, 6, 7, 8].map(old);
    const next = withMeeting(recent, meeting, 9) ?? [];
    expect(next[0]).toEqual({ link: invite, roomName: 'X', joinedAt: 9 });
    expect(next).toHaveLength(8);
    const again = withMeeting([old(1), { link: invite, roomName: 'X', joinedAt: 2 }], meeting, 3);
    expect(again?.map(({ link }) => link)).toEqual([invite, old(1).link]);
  });

  it('do not change while a meeting goes on, or without a link', () => {
    const recent = withMeeting([], meeting, 1) ?? [];
    expect(withMeeting(recent, { ...meeting, people: 2 }, 2)).toBeUndefined();
    expect(withMeeting([], { ...meeting, state: 'joining' }, 1)).toBeUndefined();
    expect(withMeeting([], { state: 'none' }, 1)).toBeUndefined();
  });
});
