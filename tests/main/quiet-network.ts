import type { NetworkInterfaceInfo } from 'node:os';
import type { LinkAddress, LinkEvents } from '../../main/multicast.ts';
import { Nearby } from '../../main/nearby.ts';
import type { Adapters } from '../../sfu/adapters.ts';
import { source } from './announced.ts';

/** An adapter of which nothing matters but its address. */
export const adapter = (address: string, internal = false): NetworkInterfaceInfo[] => [
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
export function newNetwork() {
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
