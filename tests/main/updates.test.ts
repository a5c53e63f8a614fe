import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Times, type Updater, Updates } from '../../main/updates.ts';
import { Value } from '../../main/value.ts';
import type { HostState, MeetingReport } from '../../preload/contract.ts';

const times: Times = { first: 1_000, every: 60_000 };
const none: MeetingReport = { state: 'none' };
const inMeeting: MeetingReport = {
  state: 'joined',
  origin: 'https://192.168.1.4:7780',
  roomId: 'x',
  roomName: 'Tea',
  muted: false,
  cameraOn: true,
  people: 2,
};
const hosting = (people: number): HostState => ({
  name: 'running',
  origin: 'http://127.0.0.1:7780',
  port: 7780,
  roomId: 'x',
  roomName: 'X',
  people,
});

/** A fetch that ends when it is told to, or is broken off. */
function slowFetch() {
  let end = () => {};
  const fetch = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      end = resolve;
      signal.addEventListener('abort', () => reject(new Error('broken off')));
    });
  return { fetch, end: () => end() };
}

function updatesWith(given: Partial<Updater> = {}, packaged = true) {
  const updater = {
    look: vi.fn(async (): Promise<string | undefined> => '2.0.0'),
    fetch: vi.fn(async (_signal: AbortSignal) => {}),
    install: vi.fn(),
    ...given,
  };
  const load = vi.fn(async () => updater);
  const meeting = new Value<MeetingReport>(none);
  const host = new Value<HostState>({ name: 'stopped' });
  const lines: string[] = [];
  const leaveWith = vi.fn((end: () => void) => end());
  const log = (line: string) => void lines.push(line);
  const common = { meeting, host, leaveWith, log, times };
  const updates = new Updates({ ...common, load: packaged ? load : undefined });
  const story: string[] = [updates.state.get().name];
  updates.state.subscribe(({ name }) => story.push(name));
  return { updates, updater, load, meeting, host, story, lines, leaveWith };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('updates', () => {
  it('are off where the package names no feed: nothing is loaded, ever', async () => {
    const { updates, load } = updatesWith({}, false);
    updates.start();
    await vi.advanceTimersByTimeAsync(10 * times.every);
    await updates.look();
    expect(updates.state.get()).toEqual({ name: 'off' });
    expect(updates.restart()).toBe(false);
    expect(load).not.toHaveBeenCalled();
  });

  it('are looked for some time after the start, brought, and then wait', async () => {
    const { updates, updater, story, load, leaveWith } = updatesWith();
    updates.start();
    expect(load).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(times.first);
    expect(story).toEqual(['waiting', 'looking', 'fetching', 'ready']);
    expect(updates.state.get()).toEqual({ name: 'ready', version: '2.0.0' });
    await vi.advanceTimersByTimeAsync(3 * times.every);
    expect(updater.look).toHaveBeenCalledOnce();
    expect(leaveWith).not.toHaveBeenCalled();
  });

  it('are looked for again and again while there are none', async () => {
    const look = vi.fn(async () => undefined);
    const { updates, story } = updatesWith({ look });
    updates.start();
    await vi.advanceTimersByTimeAsync(times.first + 2 * times.every);
    expect(look).toHaveBeenCalledTimes(3);
    expect(story.slice(0, 3)).toEqual(['waiting', 'looking', 'newest']);
  });

  it.each<[string, (all: ReturnType<typeof updatesWith>) => void]>([
    ['in a meeting', ({ meeting }) => meeting.set(inMeeting)],
    ['with guests', ({ host }) => host.set(hosting(1))],
  ])('are neither looked for nor installed %s', async (_, begin) => {
    const all = updatesWith();
    const { updates, updater, meeting, host } = all;
    updates.start();
    begin(all);
    await vi.advanceTimersByTimeAsync(3 * times.every);
    await updates.look();
    expect(updater.look).not.toHaveBeenCalled();
    meeting.set(none);
    host.set({ name: 'stopped' });
    await vi.advanceTimersByTimeAsync(times.first);
    expect(updates.state.get().name).toBe('ready');
    begin(all);
    expect(updates.restart()).toBe(false);
    expect(updater.install).not.toHaveBeenCalled();
  });

  it('make way for a meeting, and are begun anew after it', async () => {
    const { fetch, end } = slowFetch();
    const { updates, story, meeting } = updatesWith({ fetch });
    updates.start();
    await vi.advanceTimersByTimeAsync(times.first);
    meeting.set(inMeeting);
    await vi.advanceTimersByTimeAsync(0);
    expect(story).toEqual(['waiting', 'looking', 'fetching', 'waiting']);
    meeting.set(none);
    await vi.advanceTimersByTimeAsync(times.first);
    end();
    await vi.advanceTimersByTimeAsync(0);
    expect(story.slice(4)).toEqual(['looking', 'fetching', 'ready']);
  });

  it('say what went wrong, in the log too, and try again', async () => {
    let fails = true;
    const look = async () => {
      if (fails) throw new Error('net::ERR_CONNECTION_REFUSED\n  at somewhere');
      return '2.0.0';
    };
    const { updates, lines } = updatesWith({ look });
    updates.start();
    await vi.advanceTimersByTimeAsync(times.first);
    const message = 'net::ERR_CONNECTION_REFUSED';
    expect(updates.state.get()).toEqual({ name: 'failed', message });
    expect(lines.join()).toContain(message);
    fails = false;
    await vi.advanceTimersByTimeAsync(times.every);
    expect(updates.state.get().name).toBe('ready');
  });

  it('are looked for at once when somebody wants to know, and once at a time', async () => {
    const { fetch, end } = slowFetch();
    const { updates, updater } = updatesWith({ fetch });
    const first = updates.look();
    const second = updates.look();
    await second;
    await vi.advanceTimersByTimeAsync(0);
    end();
    await first;
    expect(updater.look).toHaveBeenCalledOnce();
    expect(updates.state.get().name).toBe('ready');
  });

  it('are begun by leaving all there is to leave, and not before they are there', async () => {
    const { updates, updater, leaveWith } = updatesWith();
    expect(updates.restart()).toBe(false);
    await updates.look();
    expect(updates.restart()).toBe(true);
    expect(leaveWith).toHaveBeenCalledOnce();
    expect(updater.install).toHaveBeenCalledOnce();
  });

  it('are no longer looked for when the app ends', async () => {
    const { updates, updater } = updatesWith();
    updates.start();
    updates.close();
    await vi.advanceTimersByTimeAsync(10 * times.every);
    expect(updater.look).not.toHaveBeenCalled();
  });
});
