import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keyOf } from '../../main/nearby-room.ts';
import { announcement, source, wire } from './announced.ts';
import { adapter, newNetwork } from './quiet-network.ts';

describe('Nearby', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('listens to nothing before it is started and after it is closed', async () => {
    const { nearby, links, tell } = newNetwork();
    expect([links.size, nearby.status]).toEqual([0, { name: 'off' }]);
    nearby.start();
    nearby.start();
    expect([...links.keys()]).toEqual(['192.168.1.4']);
    tell(wire());
    await nearby.close();
    await nearby.close();
    expect([links.size, nearby.status, nearby.rooms]).toEqual([0, { name: 'off' }, []]);
    expect(vi.getTimerCount()).toBe(0);
    nearby.start();
    expect([links.size, nearby.status]).toEqual([1, { name: 'browsing' }]);
    await nearby.close();
  });

  it('lists what it hears, tells it once, and forgets it with its goodbye (NB-5)', () => {
    const { nearby, tell } = newNetwork();
    const changed = vi.fn();
    nearby.start();
    nearby.subscribe(changed);
    tell(wire());
    tell(wire());
    const key = keyOf(announcement);
    const addresses = [{ host: source, port: 7780 }];
    expect(nearby.rooms).toEqual([{ ...announcement, key, addresses, own: false }]);
    tell(wire({ people: 5 }));
    expect(nearby.rooms).toMatchObject([{ people: 5 }]);
    expect(changed).toHaveBeenCalledTimes(2);
    tell(wire({}, 0));
    expect(nearby.rooms).toEqual([]);
  });

  it('asks for a silent room, and forgets it within 15 seconds (NB-4)', () => {
    const { nearby, tell, asked } = newNetwork();
    nearby.start();
    vi.advanceTimersByTime(5_000);
    tell(wire());
    asked();
    vi.advanceTimersByTime(5_000);
    expect(asked()).toBe(0);
    vi.advanceTimersByTime(6_000);
    expect(asked()).toBeGreaterThan(3);
    expect(nearby.rooms).toHaveLength(1);
    vi.advanceTimersByTime(2_000);
    expect(nearby.rooms).toEqual([]);
  });

  it('holds no more rooms than a person reads, whoever floods the network', () => {
    const { nearby, tell } = newNetwork();
    nearby.start();
    for (let n = 0; n < 300; n += 1) tell(wire({ roomId: `room-${n}` }));
    expect(nearby.rooms).toHaveLength(100);
  });

  it('announces at once, again after a second, and then now and then (NB-3)', () => {
    const { nearby, heard } = newNetwork();
    nearby.start();
    nearby.announce(announcement);
    expect(heard()).toEqual(['192.168.1.4 people=4']);
    vi.advanceTimersByTime(1_000);
    expect(heard()).toHaveLength(1);
    vi.advanceTimersByTime(12_000);
    expect(heard()).toHaveLength(3);
  });

  it('says changes and answers at most once a second (NB-3)', () => {
    const { nearby, heard, links } = newNetwork();
    nearby.start();
    nearby.announce(announcement);
    vi.advanceTimersByTime(3_000);
    heard();
    for (let people = 5; people < 50; people += 1) {
      nearby.announce({ ...announcement, people });
      for (const events of links.values()) events.onQuestion();
    }
    vi.advanceTimersByTime(1_000);
    expect(heard()).toEqual(['192.168.1.4 people=5', '192.168.1.4 people=49']);
    nearby.announce({ ...announcement, people: 49 });
    expect(heard()).toEqual([]);
  });

  it('says goodbye when the room is withdrawn or another takes its place (NB-5)', async () => {
    const { nearby, heard } = newNetwork();
    nearby.announce(announcement);
    nearby.start();
    expect(heard()).toEqual(['192.168.1.4 people=4']);
    nearby.announce({ ...announcement, roomId: 'red-fox', people: 1 });
    expect(heard()).toEqual(['192.168.1.4 bye', '192.168.1.4 people=1']);
    nearby.withdraw();
    nearby.withdraw();
    expect(heard()).toEqual(['192.168.1.4 bye']);
    vi.advanceTimersByTime(10_000);
    expect(heard()).toEqual([]);
    nearby.announce(announcement);
    heard();
    await nearby.close();
    expect(heard()).toEqual(['192.168.1.4 bye']);
  });

  it('knows its own room, and refuses one that nobody would show', () => {
    const { nearby, tell } = newNetwork();
    nearby.start();
    nearby.announce(announcement);
    tell(wire());
    expect(nearby.rooms).toMatchObject([{ own: true }]);
    nearby.withdraw();
    expect(nearby.rooms).toEqual([]);
    expect(() => nearby.announce({ ...announcement, hostName: '' })).toThrow();
  });

  it('follows the adapters, and says when there is none', () => {
    const { nearby, become, heard, asked, links } = newNetwork();
    nearby.announce(announcement);
    nearby.start();
    heard();
    become({ eth0: adapter('192.168.1.4'), wlan0: adapter('10.0.0.7') });
    expect(heard()).toEqual(['10.0.0.7 people=4']);
    expect([...links.keys()]).toEqual(['192.168.1.4', '10.0.0.7']);
    become({ lo: adapter('127.0.0.1', true) });
    expect([links.size, nearby.status]).toEqual([0, { name: 'no-network' }]);
    vi.advanceTimersByTime(9_000);
    become({ wlan0: adapter('10.0.0.8') });
    expect(nearby.status).toEqual({ name: 'browsing' });
    expect(asked()).toBe(1);
  });

  it('says why it cannot listen, and tries again when it is told to', () => {
    const { nearby, links } = newNetwork();
    nearby.start();
    const taken = Object.assign(new Error('taken'), { code: 'EADDRINUSE' });
    for (const events of [...links.values()]) events.onFailure(taken);
    expect(nearby.status).toMatchObject({
      name: 'failed',
      message: expect.stringContaining('EADDRINUSE'),
    });
    nearby.refresh();
    expect(nearby.status).toEqual({ name: 'browsing' });
  });
});
