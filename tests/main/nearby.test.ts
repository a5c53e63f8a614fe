import type { NetworkInterfaceInfo } from 'node:os';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LinkAddress, LinkEvents } from '../../main/multicast.ts';
import { type Announcement, Nearby } from '../../main/nearby.ts';
import { heardIn, keyOf, type RoomRecord, recordsOf } from '../../main/nearby-room.ts';
import type { Adapters } from '../../sfu/adapters.ts';

const announcement: Announcement = {
  roomId: 'blue-fox',
  roomName: 'Blue fox',
  hostName: 'Ana',
  port: 7780,
  fingerprint: 'A'.repeat(43),
  people: 4,
  locked: false,
};
const source = '192.168.1.20';

type Wire = { type: string; name: string; ttl: number; data: unknown };
/** Records as they come out of a packet: texts are bytes there. */
const wired = (records: RoomRecord[]): Wire[] =>
  records.map(({ type, name, ttl, data }) => ({
    type,
    name,
    ttl,
    data: Array.isArray(data) ? data.map((each) => Buffer.from(each)) : data,
  }));
const wire = (room: Partial<Announcement> = {}, ttl?: number) =>
  wired(recordsOf({ ...announcement, ...room }, source, ttl));
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

/** An adapter of which nothing matters but its address. */
const adapter = (address: string, internal = false): NetworkInterfaceInfo[] => [
  {
    address,
    internal,
    family: 'IPv4',
    cidr: `${address}/24`,
    netmask: '255.255.255.0',
    mac: '02:00:00:00:00:01',
  },
];

/** A network without sockets: keeps what was said on each link, and says what it is told. */
function newNetwork() {
  const links = new Map<string, LinkEvents>();
  const said: string[] = [];
  let adapters: Adapters = { eth0: adapter('192.168.1.4'), lo: adapter('127.0.0.1', true) };
  let change: ((adapters: Adapters) => void) | undefined;
  const nearby = new Nearby({
    open: ({ address }: LinkAddress, events) => {
      links.set(address, events);
      return {
        ask: () => said.push(`${address} asks`),
        say: (records) => {
          const text = records.flatMap((each) => (each.type === 'TXT' ? each.data : []));
          const people = text.find((each) => each.startsWith('people='));
          said.push(`${address} ${records[0]?.ttl === 0 ? 'bye' : people}`);
        },
        close: async () => void links.delete(address),
      };
    },
    watch: (listener) => {
      change = listener;
      return () => {
        change = undefined;
      };
    },
    adapters: () => adapters,
    now: () => Date.now(),
  });
  return {
    nearby,
    links,
    /** What was said since the last look, without the questions. */
    heard: () => said.splice(0).filter((each) => !each.endsWith('asks')),
    asked: () => said.splice(0).filter((each) => each.endsWith('asks')).length,
    tell: (records: unknown[]) => {
      for (const events of links.values()) events.onRecords(records, source);
    },
    become: (next: Adapters) => {
      adapters = next;
      change?.(next);
    },
  };
}

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
