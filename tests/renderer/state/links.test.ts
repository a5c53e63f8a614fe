import { describe, expect, test } from 'vitest';
import { inviteLinks } from '../../../renderer/state/invite-links.ts';
import { joinTarget } from '../../../renderer/state/join-target.ts';
import { routeOf } from '../../../renderer/state/route.ts';
import { parseInvite } from '../../../sfu/protocol/invite.ts';

const fingerprint = 'k'.repeat(43);
const local = { protocol: 'http:', hostname: 'localhost', port: '7780' };

describe('an invite', () => {
  const server = {
    addresses: [
      { host: '192.168.1.20', port: 7781 },
      { host: 'fe80::1', port: 7781 },
    ],
    fingerprint,
    secure: true,
  };

  test('from the host itself names the addresses at which others reach it', () => {
    const links = inviteLinks('team', server, local);
    expect(links.web).toBe(`https://192.168.1.20:7781/r/team#a=[fe80::1]:7781&f=${fingerprint}`);
    expect(links.app).toBe(links.web.replace('https:', 'parley:'));
    expect(links.selfSigned).toBe(true);
    expect(parseInvite(links.app)).toMatchObject({ ok: true });
  });

  test('from a guest begins with the address that worked', () => {
    const page = { protocol: 'https:', hostname: '[fe80::1]', port: '7781' };
    expect(inviteLinks('team', server, page).web).toBe(
      `https://[fe80::1]:7781/r/team#a=192.168.1.20:7781&f=${fingerprint}`,
    );
  });

  test('from behind a proxy names only the proxy', () => {
    const page = { protocol: 'https:', hostname: 'meet.example', port: '' };
    const behind = { addresses: [{ host: '10.0.0.4', port: 7780 }], secure: false };
    expect(inviteLinks('team', behind, page)).toEqual({
      web: 'https://meet.example/r/team',
      app: 'parley://meet.example/r/team',
      selfSigned: false,
    });
  });

  test('from a computer without a network names itself', () => {
    const lonely = { addresses: [], secure: false };
    expect(inviteLinks('team', lonely, local).web).toBe('http://localhost:7780/r/team');
  });
});

describe('what was typed to join', () => {
  const here = [
    { host: 'localhost', port: 7780 },
    { host: '192.168.1.20', port: 7781 },
  ];

  test.each([
    ['team', 'team'],
    ['Calm Otter  River', 'calm-otter-river'],
    [' http://127.0.0.1:7780/r/team ', 'team'],
    ['https://192.168.1.20:7781/r/team', 'team'],
    ['192.168.1.20:7781/r/team', 'team'],
    ['https://meet.example/r/team#a=192.168.1.20:7781', 'team'],
  ])('%j is here', (typed, roomId) => {
    expect(joinTarget(typed, here)).toEqual({ kind: 'here', roomId });
  });

  test.each([
    ['parley://meet.example/r/team', 'https://meet.example/r/team'],
    ['https://localhost:9000/r/team', 'https://localhost:9000/r/team'],
  ])('%j is elsewhere', (typed, url) => {
    expect(joinTarget(typed, here)).toEqual({ kind: 'elsewhere', url });
  });

  test.each([
    ['  ', 'LINK_EMPTY'],
    ['meet.example', 'LINK_INVALID'],
    ['ftp://meet.example/r/team', 'LINK_SCHEME'],
    ['https://name:word@meet.example/r/team', 'LINK_HOST'],
    ['http://meet.example/r/team', 'LINK_INSECURE'],
    ['meet.example/r/-', 'LINK_ROOM'],
    ['https://meet.example/r/team#f=short', 'LINK_FINGERPRINT'],
  ])('%j is refused', (typed, code) => {
    expect(joinTarget(typed, here)).toEqual({ kind: 'refused', code });
  });
});

test.each([
  ['/', { name: 'home' }],
  ['/settings', { name: 'home' }],
  ['/r/team', { name: 'room', roomId: 'team' }],
  ['/r/team/', { name: 'room', roomId: 'team' }],
  ['/r', { name: 'not-a-room' }],
  ['/r/-team', { name: 'not-a-room' }],
  ['/r/%20', { name: 'not-a-room' }],
  ['/r/team/more', { name: 'not-a-room' }],
])('the path %s', (path, route) => {
  expect(routeOf(path)).toEqual(route);
});
