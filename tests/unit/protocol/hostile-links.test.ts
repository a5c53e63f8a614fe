import { describe, expect, it } from 'vitest';
import { type LinkErrorCode, linkErrorCodes, parseInvite } from '../../../sfu/protocol/invite.ts';

const fingerprint = 'f'.repeat(43);

/** The code of a refusal, or the addresses of an invite. */
function outcome(link: string): string | string[] {
  const parsed = parseInvite(link);
  if (!parsed.ok) return parsed.code;
  return parsed.invite.addresses.map(({ host, port }) => `${host} ${port}`);
}

const refused: Record<LinkErrorCode, [string, string[]]> = {
  LINK_INVALID: [
    'IN-9',
    [
      '',
      '   ',
      'blue-fox',
      'meet.example.org/r/a',
      '//h/r/a',
      'https://',
      'https://:7780/r/a',
      'https://h:65536/r/a',
      'https://h:-1/r/a',
      'https://h:port/r/a',
      'https://[::1/r/a',
      'https://[fe80::1%25eth0]/r/a',
      'https://[::g]/r/a',
      'https://256.1.1.1/r/a',
      'https://1.2.3.4.5/r/a',
      'https://a b/r/a',
      'https://%00/r/a',
      'https://h/r/a\u0000',
      'ht\ntps://h/r/a',
      'https://ex\tample.org/r/a',
      'https://h/r/a\r\nHost: evil',
      'java\nscript:alert(1)',
      'https://h/r/a#\u0007',
      'https://h/r/a#\u0085',
      `https://h/r/${'a'.repeat(2048)}`,
      `https://${'a.'.repeat(100_000)}/r/a`,
    ],
  ],
  LINK_SCHEME: [
    'IN-2',
    [
      'javascript:alert(1)',
      'javascript://h/r/a%0aalert(1)',
      'JaVaScRiPt:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'file:///r/a',
      'ftp://h/r/a',
      'ws://h/r/a',
      'blob:https://h/r/a',
      'view-source:https://h/r/a',
      'about:blank',
      'parley2://h/r/a',
      'constructor:h',
      'C:\\r\\a',
      'mailto:a@h',
    ],
  ],
  LINK_HOST: [
    'IN-4 IN-8',
    [
      'https://user@h/r/a',
      'https://user:secret@h/r/a',
      'https://:secret@h/r/a',
      'parley://user@h/r/a',
      'parley://h\\@evil.example/r/a',
      'https://bank.example@evil.example/r/a',
      'https://h:0/r/a',
      'parley://h:0/r/a',
      'parley:///r/a',
      'parley:h/r/a',
      'parley:/r/a',
      'parley://-h/r/a',
      'https://h-/r/a',
      'https://a_b/r/a',
      'https://h./r/a',
      'https://.h/r/a',
      'https://a..b/r/a',
      "https://h'/r/a",
      'https://h$(x)/r/a',
      'https://h;rm/r/a',
      'parley://h%2fevil/r/a',
      'parley://h%40evil/r/a',
      'parley://256.1.1.1/r/a',
      `https://${'a'.repeat(64)}.${'b.'.repeat(100)}example/r/a`,
      'https://h/r/a#a=user@g',
      'https://h/r/a#a=user:secret@g:1',
      'https://h/r/a#a=g/path',
      'https://h/r/a#a=g?query',
      'https://h/r/a#a=g%23hash',
      'https://h/r/a#a=g\\evil',
      'https://h/r/a#a=g%0aevil',
      'https://h/r/a#a=g%20evil',
      'https://h/r/a#a=g:0',
      'https://h/r/a#a=g:65536',
      'https://h/r/a#a=https://g',
      'https://h/r/a#a=javascript:alert(1)',
      'https://h/r/a#a=[::1',
      'https://h/r/a#a=::1',
      'https://h/r/a#a=<script>',
      'https://h/r/a#a=g,,%00',
    ],
  ],
  LINK_INSECURE: [
    'IN-3',
    [
      'http://192.168.1.20:7780/r/a',
      'http://meet.example.org/r/a',
      'http://localhost.example.org/r/a',
      'http://127.0.0.1.example.org/r/a',
      'http://0.0.0.0/r/a',
      'http://[::]/r/a',
      'http://[::ffff:7f00:1]/r/a',
      'http://localhost/r/a#a=192.168.1.20:7780',
      'http://127.0.0.1/r/a#a=localhost,evil.example',
    ],
  ],
  LINK_ROOM: [
    'IN-6',
    [
      'https://h',
      'https://h/',
      'https://h/a',
      'https://h/r',
      'https://h/r/',
      'https://h/R/a',
      'https://h/r/a/b',
      'https://h/r//a',
      'https://h/x/r/a',
      'https://h/r/-a',
      'https://h/r/a%20b',
      'https://h/r/%61',
      'https://h/r/a%2fb',
      'https://h/r/<b>',
      'https://h/r/caf\u00e9',
      `https://h/r/${'a'.repeat(65)}`,
      'parley://h',
      'parley://h/r/../../a',
    ],
  ],
  LINK_FINGERPRINT: [
    'IN-7',
    [
      'https://h/r/a#f=',
      `https://h/r/a#f=${'f'.repeat(42)}`,
      `https://h/r/a#f=${'f'.repeat(44)}`,
      `https://h/r/a#f=${'f'.repeat(42)}=`,
      `https://h/r/a#f=${'f'.repeat(42)}+`,
      `https://h/r/a#f=${'f'.repeat(42)}%2f`,
      `https://h/r/a#f=${'f'.repeat(43)}%0a`,
      `https://h/r/a#f=${'AB:'.repeat(31)}AB`,
    ],
  ],
};

describe.each(linkErrorCodes)('%s', (code) => {
  const [rules, links] = refused[code];
  it.each(links.map((link) => [link.slice(0, 80), link]))(`${rules}: %j`, (_, link) => {
    expect(outcome(link)).toBe(code);
  });

  it('comes with a sentence for people', () => {
    for (const link of links) {
      expect(parseInvite(link)).toMatchObject({ message: expect.stringMatching(/^[A-Z].*\.$/) });
    }
  });
});

describe('IN-5 one form of a host', () => {
  it.each([
    ['https://H.Example/r/a', 'h.example 443'],
    ['parley://H.Example/r/a', 'h.example 443'],
    ['HTTPS://h/r/a', 'h 443'],
    ['https://h:443/r/a', 'h 443'],
    ['https://h:65535/r/a', 'h 65535'],
    ['https://h:1/r/a', 'h 1'],
    ['https://h:/r/a', 'h 443'],
    ['https://b\u00fccher.example/r/a', 'xn--bcher-kva.example 443'],
    ['parley://b\u00fccher.example/r/a', 'xn--bcher-kva.example 443'],
    ['https://\u0440\u0430ypal.example/r/a', 'xn--ypal-43d9g.example 443'],
    ['https://ex\u00adample.org/r/a', 'example.org 443'],
    ['https://\uff41.example/r/a', 'a.example 443'],
    ['https://1.2\u30023.4/r/a', '1.2.3.4 443'],
    ['https://ex%61mple.org/r/a', 'example.org 443'],
    ['parley://ex%61mple.org/r/a', 'example.org 443'],
    ['https://0x7f.1/r/a', '127.0.0.1 443'],
    ['parley://2130706433/r/a', '127.0.0.1 443'],
    ['https://192.168.257/r/a', '192.168.1.1 443'],
    ['https://[2001:DB8:0:0::1]/r/a', '2001:db8::1 443'],
    ['parley://[2001:DB8:0:0::1]:7780/r/a', '2001:db8::1 7780'],
    ['https://[::ffff:1.2.3.4]/r/a', '::ffff:102:304 443'],
    ['http://localhost/r/a', 'localhost 80'],
    ['http://LOCALHOST:7780/r/a', 'localhost 7780'],
    ['http://2130706433:7780/r/a', '127.0.0.1 7780'],
    ['http://[::1]:7780/r/a', '::1 7780'],
  ])('%s', (link, address) => {
    expect(outcome(link)).toEqual([address]);
  });

  it('under a too', () => {
    const link = 'https://h/r/a#a=G.Example,[2001:DB8::1]:7780,0x7f.1:80,b%C3%BCcher.example';
    expect(outcome(link)).toEqual([
      'h 443',
      'g.example 443',
      '2001:db8::1 7780',
      '127.0.0.1 80',
      'xn--bcher-kva.example 443',
    ]);
  });
});

describe('IN-10 what is ignored', () => {
  it.each([
    ['space around', '  https://h/r/a\n'],
    ['a query, as trackers add', 'https://h/r/a?utm_source=mail'],
    ['a slash at the end', 'https://h/r/a/'],
    ['unknown fields of the fragment', 'https://h/r/a#x=1&y'],
    ['a fragment of something else', 'https://h/r/a#top'],
    ['empty addresses', 'https://h/r/a#a=,,'],
  ])('%s', (_, link) => {
    expect(parseInvite(link)).toEqual({
      ok: true,
      invite: { roomId: 'a', addresses: [{ host: 'h', port: 443 }], secure: true },
    });
  });

  it('addresses beyond 16', () => {
    const others = Array.from({ length: 100 }, (_, index) => `h${index}`).join(',');
    const addresses = outcome(`https://h/r/a#a=${others}`);
    expect(addresses).toHaveLength(16);
    expect(addresses.at(-1)).toBe('h14 443');
  });

  it('a second fingerprint', () => {
    const parsed = parseInvite(`https://h/r/a#f=${fingerprint}&f=${'e'.repeat(43)}`);
    expect(parsed).toMatchObject({ ok: true, invite: { fingerprint } });
  });
});

it('reads a hostile link quickly', () => {
  const before = performance.now();
  parseInvite(`https://${'a-'.repeat(900)}$/r/a`);
  parseInvite(`https://h/r/a#a=${'a-'.repeat(900)}$`);
  expect(performance.now() - before).toBeLessThan(100);
});
