import { describe, expect, it } from 'vitest';
import { heardIn, keyOf, recordsOf } from '../../main/nearby-room.ts';
import { announcement, source, type Wire, wire } from './announced.ts';

/** The same with one record replaced, or left out. */
const withRecord = (type: string, change: (record: Wire) => Wire | undefined) =>
  wire().flatMap((record) => (record.type === type ? (change(record) ?? []) : [record]));
const withTexts = (...texts: (string | Buffer)[]) =>
  withRecord('TXT', (record) => ({ ...record, data: texts.map((each) => Buffer.from(each)) }));
const texts = ['txtvers=1', 'id=blue-fox', 'name=Blue fox', 'host=Ana', `f=${'A'.repeat(43)}`];
const counts = ['people=4', 'locked=0'];

describe('the records of a room', () => {
  it('are read back as they were said (NB-1)', () => {
    const room = { ...announcement, roomName: 'Ä🦊'.repeat(26), people: 0, locked: true };
    const key = keyOf(room);
    expect(heardIn(wire(room), source)).toEqual([{ key, gone: false, room, hosts: [source] }]);
    expect(heardIn(wire(room, 0), source)).toEqual([{ key, gone: true }]);
  });

  it('fit into their fields even when names are long', () => {
    const long = { ...announcement, roomName: '語'.repeat(80), hostName: '語'.repeat(60) };
    const data = recordsOf(long, source).flatMap((each) => (each.type === 'TXT' ? each.data : []));
    expect(Math.max(...data.map((each) => Buffer.byteLength(each)))).toBeLessThanOrEqual(255);
    expect(keyOf(long).length).toBeLessThan(63);
  });

  it('are told by another name for another room or host, and by the same after a crash (NB-2)', () => {
    const keys = [{}, { people: 9 }, { roomId: 'a' }, { fingerprint: 'B'.repeat(43) }].map((more) =>
      keyOf({ ...announcement, ...more }),
    );
    expect(new Set(keys).size).toBe(3);
    expect(keys[0]).toBe(keys[1]);
  });

  it('bring all addresses, the one that spoke first, and none that lead nowhere else', () => {
    const hosts = [
      '10.0.0.4',
      '127.0.0.1',
      'fe80::1',
      '::1',
      '2001:db8::4',
      'x',
      '224.0.0.1',
      '0.0.0.0',
    ];
    const more = hosts.map((data) => ({
      type: data.includes(':') ? 'AAAA' : 'A',
      name: `${keyOf(announcement)}.local`,
      ttl: 12,
      data,
    }));
    const [heard] = heardIn([...more, ...wire()], source);
    expect(heard).toMatchObject({ hosts: [source, '10.0.0.4', '2001:db8::4'] });
  });

  it('are known in capitals too', () => {
    const shouted = wire().map((record) => ({ ...record, name: record.name.toUpperCase() }));
    expect(heardIn(shouted, source)).toHaveLength(1);
  });

  it('may say more than is known, and each key counts once (NB-7)', () => {
    const heard = heardIn(
      withTexts(...texts, ...counts, 'people=9', 'colour=red', '=', 'x'),
      source,
    );
    expect(heard).toMatchObject([{ room: { people: 4 } }]);
  });

  it.each([
    ['no records', []],
    ['no list', [null, 1, 'a', {}, [], { type: 'PTR' }]],
    ['no place', withRecord('SRV', () => undefined)],
    ['no text', withRecord('TXT', () => undefined)],
    ['no address', withRecord('A', () => undefined)],
    ['a name as address', withRecord('A', (r) => ({ ...r, data: 'ana.local' }))],
    ['loopback as address', withRecord('A', (r) => ({ ...r, data: '127.0.0.1' }))],
    ['port 0', withRecord('SRV', (r) => ({ ...r, data: { port: 0, target: 'a.local' } }))],
    ['a text as place', withRecord('SRV', (r) => ({ ...r, data: 'a.local:1' }))],
    ['another service', withRecord('PTR', (r) => ({ ...r, data: 'a._http._tcp.local' }))],
    ['a name with spaces', withRecord('PTR', (r) => ({ ...r, data: 'a b._parley._tcp.local' }))],
    ['bytes as name', withRecord('PTR', (r) => ({ ...r, data: Buffer.from('a') }))],
    ['a text that is no bytes', withRecord('TXT', (r) => ({ ...r, data: texts }))],
    ['another version', withTexts(...texts.with(0, 'txtvers=2'), ...counts)],
    ['a room id with a slash', withTexts(...texts.with(1, 'id=a/b'), ...counts)],
    ['a name of nothing', withTexts(...texts.with(2, 'name= '), ...counts)],
    ['a name that turns text around', withTexts(...texts.with(2, 'name=a\u202eb'), ...counts)],
    ['a name of two lines', withTexts(...texts.with(2, 'name=a\nb'), ...counts)],
    ['a name without end', withTexts(...texts.with(2, `name=${'x'.repeat(200)}`), ...counts)],
    ['a host without a name', withTexts(...texts.with(3, 'host='), ...counts)],
    ['broken UTF-8', withTexts(...texts, ...counts, Buffer.from([0x61, 0x3d, 0xff]))],
    ['a cut fingerprint', withTexts(...texts.with(4, 'f=AAAA'), ...counts)],
    ['fewer people than none', withTexts(...texts, 'people=-1', 'locked=0')],
    ['very many people', withTexts(...texts, 'people=1e9', 'locked=0')],
    ['half a lock', withTexts(...texts, 'people=4', 'locked=maybe')],
    ['endless texts', withTexts(...texts, ...counts, ...Array.from({ length: 40 }, () => 'a=b'))],
    ['a room behind very much else', [...Array.from({ length: 300 }, () => null), ...wire()]],
  ])('are refused with %s (NB-6)', (_, records) => {
    expect(heardIn(records, source)).toEqual([]);
  });
});
