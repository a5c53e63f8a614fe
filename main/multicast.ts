/** Multicast DNS on one adapter: the only file that knows the library and its sockets. */
import { BlockList } from 'node:net';
import multicastDns from 'multicast-dns';
import { type RoomRecord, serviceName } from './nearby-room.ts';

/** An adapter by its IPv4 address, such as `192.168.1.4` of `192.168.1.4/24`. */
export interface LinkAddress {
  address: string;
  cidr: string;
}

export interface LinkEvents {
  /** Somebody asks for rooms. */
  onQuestion(): void;
  /** Somebody on this network said something; anything may stand in it. */
  onRecords(records: unknown[], source: string): void;
  /** It cannot be used, and is closed. */
  onFailure(error: NodeJS.ErrnoException): void;
}

export interface Link {
  ask(): void;
  say(records: RoomRecord[]): void;
  /** Resolves when all is said and the socket is gone. Idempotent. */
  close(): Promise<void>;
}

const mdnsPort = 5353;

/**
 * One socket an adapter, because a socket sends to one network only. It is bound to all addresses:
 * Linux gives what was sent to a group to no socket that is bound to one.
 */
export function openLink({ address, cidr }: LinkAddress, events: LinkEvents): Link {
  const mdns = multicastDns({ interface: address, bind: '0.0.0.0' });
  const here = networkOf(cidr);
  let said: Promise<unknown> = Promise.resolve();
  let closing: Promise<void> | undefined;
  const close = () => {
    // What was said last, a goodbye mostly, is still on its way.
    closing ??= said.then(() => new Promise((resolve) => mdns.destroy(resolve)));
    return closing;
  };
  mdns.on('query', ({ questions = [] }, source) => {
    if (closing || !here.check(source.address)) return;
    if (questions.some(isForUs)) events.onQuestion();
  });
  mdns.on('response', ({ answers = [], additionals = [] }, { address: source, port }) => {
    // Neighbours only, and no answers from other ports (RFC 6762 sections 6 and 11).
    if (closing || port !== mdnsPort || !here.check(source)) return;
    events.onRecords([...answers, ...additionals], source);
  });
  mdns.on('error', (error: NodeJS.ErrnoException) => {
    if (closing) return;
    close();
    events.onFailure(error);
  });
  // Damaged packets, and groups that cannot be joined yet, which the library tries again by itself.
  mdns.on('warning', () => {});
  return {
    ask: () => mdns.query(serviceName, 'PTR'),
    say: (records) => {
      const saying = new Promise<void>((resolve) => mdns.respond(records, () => resolve()));
      said = Promise.all([said, saying]);
    },
    close,
  };
}

/** A question's name is whatever stood in the packet. */
function isForUs({ name, type }: { name: unknown; type?: unknown }): boolean {
  const asked = typeof name === 'string' && name.toLowerCase() === serviceName;
  return asked && (type === 'PTR' || type === 'ANY');
}

function networkOf(cidr: string): BlockList {
  const [network = '', prefix] = cidr.split('/');
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), 'ipv4');
  return list;
}
