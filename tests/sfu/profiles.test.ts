import { describe, expect, it, onTestFinished } from 'vitest';
import { Heat } from '../../sfu/heat.ts';
import { isLocalIp, Profiles } from '../../sfu/profiles.ts';
import { spreadRoom } from './harness/spread-room.ts';

describe('a local address', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.20',
    '169.254.3.4',
    '::1',
    'fd00::7',
    'fe80::1',
    '::ffff:192.168.1.20',
  ])('is %s', (ip) => expect(isLocalIp(ip)).toBe(true));

  it.each(['203.0.113.9', '172.32.0.1', '100.64.0.7', '2001:db8::20', 'meet.example.com', ''])(
    'is not %s',
    (ip) => expect(isLocalIp(ip)).toBe(false),
  );
});

describe('heat', () => {
  it('takes a while to come, and longer to go', () => {
    const heat = new Heat();
    const feel = (share: number, from: number, to: number) => {
      for (let now = from; now <= to; now += 1_000) heat.feel(share, now);
      return heat.isHot;
    };
    expect(feel(0.95, 0, 4_000)).toBe(false);
    expect(feel(0.5, 5_000, 5_000)).toBe(false);
    expect(feel(0.95, 6_000, 11_000)).toBe(true);
    // Between the two, it stays as it is.
    expect(feel(0.7, 12_000, 60_000)).toBe(true);
    expect(feel(0.3, 61_000, 80_000)).toBe(true);
    expect(feel(0.3, 81_000, 81_000)).toBe(false);
  });
});

describe('mediaProfile', () => {
  it('AD-8: is for those on the local network, and steps back while the machine runs hot', async () => {
    const { join } = await spreadRoom();
    const [ana, ben] = [await join('Ana'), await join('Ben')];
    const profiles = new Profiles({ lanProfile: 'auto', share: () => 0 });
    onTestFinished(() => profiles.close());
    const told = () => ana.heard.filter((name) => name === 'mediaProfile').length;
    const near = { localAddress: '192.168.1.2', remoteIp: '192.168.1.20' };
    profiles.route(ana.peer, near);
    profiles.route(ben.peer, { ...near, remoteIp: '203.0.113.9' });
    profiles.route(ana.peer, near);
    expect(told()).toBe(1);
    expect(ben.heard).not.toContain('mediaProfile');
    for (let second = 0; second < 10; second += 1) profiles.feel(1, 1e9 + second * 1_000);
    expect(told()).toBe(2);
    for (let second = 10; second < 40; second += 1) profiles.feel(0, 1e9 + second * 1_000);
    expect(told()).toBe(3);
    profiles.route(ana.peer, { ...near, remoteIp: '203.0.113.9' });
    expect(told()).toBe(4);
    profiles.feel(0, 2e9);
    expect(told()).toBe(4);
  });

  it('AD-8: is never said where it is switched off', async () => {
    const { join } = await spreadRoom();
    const ana = await join('Ana');
    const profiles = new Profiles({ lanProfile: 'off', share: () => 0 });
    onTestFinished(() => profiles.close());
    profiles.route(ana.peer, { localAddress: '127.0.0.1', remoteIp: '127.0.0.1' });
    expect(ana.heard).not.toContain('mediaProfile');
  });
});
