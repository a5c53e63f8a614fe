import { describe, expect, it } from 'vitest';
import {
  type Address,
  formatAddress,
  formatInvite,
  type Invite,
  isLoopback,
  parseInvite,
} from '../../../sfu/protocol/invite.ts';

const fingerprint = 'A-_b'.repeat(10).concat('xyz');
const secure = { roomId: 'blue-fox', secure: true };

describe('formatInvite', () => {
  it.each<[string, Invite, string]>([
    [
      'an address with its port',
      { ...secure, addresses: [{ host: '192.168.1.20', port: 7780 }] },
      'https://192.168.1.20:7780/r/blue-fox',
    ],
    [
      'no port where it is the usual one',
      { ...secure, addresses: [{ host: 'meet.example.org', port: 443 }] },
      'https://meet.example.org/r/blue-fox',
    ],
    [
      'brackets around IPv6',
      { ...secure, addresses: [{ host: '2001:db8::1', port: 443 }] },
      'https://[2001:db8::1]/r/blue-fox',
    ],
    [
      'other addresses and the fingerprint in the fragment',
      {
        ...secure,
        addresses: [
          { host: '10.0.0.4', port: 7780 },
          { host: '2001:db8::1', port: 443 },
          { host: 'ana.local', port: 80 },
        ],
        fingerprint,
      },
      `https://10.0.0.4:7780/r/blue-fox#a=[2001:db8::1]:443,ana.local:80&f=${fingerprint}`,
    ],
    [
      'plain http for loopback',
      { roomId: 'a', secure: false, addresses: [{ host: '127.0.0.1', port: 7780 }] },
      'http://127.0.0.1:7780/r/a',
    ],
  ])('writes %s', (_, invite, link) => {
    expect(formatInvite(invite)).toBe(link);
  });

  it('writes the same for the app', () => {
    const invite = { ...secure, addresses: [{ host: '10.0.0.4', port: 7780 }], fingerprint };
    expect(formatInvite(invite, 'parley')).toBe(
      `parley://10.0.0.4:7780/r/blue-fox#f=${fingerprint}`,
    );
  });

  it('does not invent an address', () => {
    expect(() => formatInvite({ ...secure, addresses: [] })).toThrow(RangeError);
  });
});

describe('IN-1 parseInvite reads what formatInvite wrote', () => {
  const random = randomFrom(20_261_121);
  const invites = Array.from({ length: 500 }, () => anInvite(random));

  it.each(['web', 'parley'] as const)('as %s, 500 times', (scheme) => {
    for (const invite of invites) {
      const link = formatInvite(invite, scheme);
      expect(parseInvite(link), link).toEqual({ ok: true, invite });
    }
  });

  it('on loopback in the clear', () => {
    const invite = { ...anInvite(random), secure: false };
    invite.addresses = [
      { host: 'localhost', port: 7780 },
      { host: '::1', port: 7780 },
    ];
    expect(parseInvite(formatInvite(invite))).toEqual({ ok: true, invite });
  });
});

describe('isLoopback', () => {
  it.each(['localhost', 'a.localhost', '127.0.0.1', '127.255.0.9', '::1'])(
    'is true of %s',
    (host) => {
      expect(isLoopback(host)).toBe(true);
    },
  );

  it.each([
    '',
    'localhost.example',
    'notlocalhost',
    '127.0.0.1.example.org',
    '128.0.0.1',
    '0.0.0.0',
    '::',
  ])('is false of "%s"', (host) => expect(isLoopback(host)).toBe(false));
});

describe('formatAddress', () => {
  it('puts brackets around IPv6 only', () => {
    expect(formatAddress({ host: '::1', port: 1 })).toBe('[::1]:1');
    expect(formatAddress({ host: 'a.example', port: 65_535 })).toBe('a.example:65535');
  });
});

/** Numbers in [0, 1), the same in every run (mulberry32's step). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function anInvite(random: () => number): Invite {
  const below = (end: number) => Math.floor(random() * end);
  const text = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet[below(alphabet.length)]).join('');
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const word = `${letters}${letters.toUpperCase()}0123456789`;
  const host = [
    () => Array.from({ length: 4 }, () => below(256)).join('.'),
    () => `2001:db8:${[1, 2, 3, 4, 5, 6].map(() => (below(0xfffe) + 1).toString(16)).join(':')}`,
    () => `${text(letters, 1 + below(20))}.${text(`${letters}0123456789`, below(9))}x.example`,
    () => text(letters, 1 + below(20)),
  ];
  const address = (): Address => ({
    host: (host[below(host.length)] ?? (() => 'a'))(),
    port: [443, 80, 1, 65_535, 1 + below(65_535)][below(5)] ?? 443,
  });
  const invite: Invite = {
    roomId: text(word, 1) + text(`${word}-_`, below(64)),
    addresses: Array.from({ length: 1 + below(16) }, address),
    secure: true,
  };
  if (random() < 0.5) invite.fingerprint = text(`${word}-_`, 43);
  return invite;
}
