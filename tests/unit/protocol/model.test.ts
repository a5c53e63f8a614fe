import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import {
  displayName,
  dtlsParameters,
  kindOfSource,
  limits,
  mediaKind,
  roomId,
  roomName,
  source,
} from '../../../sfu/protocol/model.ts';
import { digest } from './examples.ts';

const accepts = (schema: z.ZodMiniType, value: unknown) => z.safeParse(schema, value).success;

describe('roomId', () => {
  it.each(['a', '7', 'A', 'blue-fox', 'a_b', 'x--', 'x'.repeat(64)])('accepts %s', (id) => {
    expect(accepts(roomId, id)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['65 characters', 'x'.repeat(65)],
    ['a hyphen first', '-a'],
    ['an underscore first, as in __proto__', '__proto__'],
    ['a space', 'a b'],
    ['a space at the end', 'a '],
    ['a line end at the end', 'a\n'],
    ['a slash', 'a/b'],
    ['dots', '..'],
    ['percent-encoding', 'a%20b'],
    ['markup', '<b>'],
    ['a letter that is not ASCII', 'straße'],
    ['a Cyrillic letter that looks like one', '\u0430bc'],
    ['a number', 7],
    ['a list', ['a']],
  ])('refuses %s', (_, id) => {
    expect(accepts(roomId, id)).toBe(false);
  });

  it('is compared as written', () => {
    expect(z.parse(roomId, 'Blue')).toBe('Blue');
  });
});

describe.each([
  ['displayName', displayName, limits.displayNameLength],
  ['roomName', roomName, limits.roomNameLength],
])('%s', (_, schema, longest) => {
  it.each([
    'Ana',
    "Ana's room",
    'Žofie Müller-Łęcka',
    '山田太郎',
    'مريم',
    'नमस्ते',
    '👩‍👩‍👧 family',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    '<b>only text</b>',
    '!',
  ])('accepts %s', (name) => {
    expect(z.parse(schema, name)).toBe(name);
  });

  it('drops space around it and counts what is left', () => {
    expect(z.parse(schema, `\t ${'x'.repeat(longest)} \n`)).toBe('x'.repeat(longest));
    expect(accepts(schema, 'x'.repeat(longest + 1))).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['space only', ' \t\n\u00a0\u3000'],
    ['a line end', 'a\nb'],
    ['a zero byte', 'a\0b'],
    ['an escape character', 'a\u001b[31mb'],
    ['delete', 'a\u007fb'],
    ['a C1 control', 'a\u0085b'],
    ['a line separator', 'a\u2028b'],
    ['a left-to-right mark', 'a\u200eb'],
    ['an Arabic letter mark', 'a\u061cb'],
    ['a right-to-left override', 'a\u202eb'],
    ['an isolate', 'a\u2066b'],
    ['a byte order mark', 'a\ufeffb'],
    ['half of a surrogate pair', 'a\ud83d'],
    ['a private character', 'a\ue000'],
    ['only a zero-width space', '\u200b'],
    ['only a Hangul filler', '\u3164'],
    ['only empty braille', '\u2800 \u2800'],
    ['only a soft hyphen', '\u00ad'],
    ['null', null],
    ['a list', ['Ana']],
  ])('refuses %s', (_, name) => {
    expect(accepts(schema, name)).toBe(false);
  });
});

describe('dtlsParameters', () => {
  const algorithms = { 'sha-1': 20, 'sha-224': 28, 'sha-256': 32, 'sha-384': 48, 'sha-512': 64 };
  const withOne = (algorithm: unknown, value: unknown) => ({
    fingerprints: [{ algorithm, value }],
  });

  it.each(Object.entries(algorithms))(
    'accepts %s of %i bytes and no other length',
    (name, bytes) => {
      expect(accepts(dtlsParameters, withOne(name, digest(bytes)))).toBe(true);
      expect(accepts(dtlsParameters, withOne(name, digest(bytes, 'af')))).toBe(true);
      expect(accepts(dtlsParameters, withOne(name, digest(bytes - 1)))).toBe(false);
      expect(accepts(dtlsParameters, withOne(name, digest(bytes + 1)))).toBe(false);
    },
  );

  it.each([undefined, 'auto', 'client', 'server'])('accepts the role %s', (role) => {
    const parameters = { ...withOne('sha-256', digest(32)), ...(role && { role }) };
    expect(z.parse(dtlsParameters, parameters)).toEqual(parameters);
  });

  it('accepts 8 fingerprints and no 9', () => {
    const many = (count: number) => ({
      fingerprints: Array.from({ length: count }, () => ({
        algorithm: 'sha-1',
        value: digest(20),
      })),
    });
    expect(accepts(dtlsParameters, many(8))).toBe(true);
    expect(accepts(dtlsParameters, many(9))).toBe(false);
  });

  it.each([
    ['no object', 'sha-256'],
    ['no fingerprints', {}],
    ['an empty list', { fingerprints: [] }],
    ['an unknown role', { role: 'both', ...withOne('sha-256', digest(32)) }],
    ['an unknown algorithm', withOne('md5', digest(16))],
    ['an algorithm in capitals', withOne('SHA-256', digest(32))],
    ['an algorithm from a prototype', withOne('toString', digest(32))],
    ['no colons', withOne('sha-256', 'AB'.repeat(32))],
    ['a letter that is no hex', withOne('sha-256', digest(32, 'AG'))],
    ['a line end behind', withOne('sha-256', `${digest(32)}\n`)],
    ['a list as value', withOne('sha-256', [digest(32)])],
    ['no value', { fingerprints: [{ algorithm: 'sha-256' }] }],
  ])('refuses %s', (_, parameters) => {
    expect(accepts(dtlsParameters, parameters)).toBe(false);
  });
});

describe('kindOfSource', () => {
  it('knows a media kind for every source', () => {
    expect(Object.keys(kindOfSource).toSorted()).toEqual(source.options.toSorted());
    expect(Object.values(kindOfSource).every((kind) => accepts(mediaKind, kind))).toBe(true);
  });
});

describe('limits', () => {
  it('let the largest payload through in one frame', () => {
    expect(limits.frameBytes).toBeGreaterThan(limits.payloadBytes);
  });

  it('let a peer receive what a room of 100 sends', () => {
    expect(limits.consumersPerPeer).toBeGreaterThanOrEqual(100 * limits.producersPerPeer);
  });
});
