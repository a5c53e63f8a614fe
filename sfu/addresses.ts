import type { NetworkInterfaceInfo } from 'node:os';
import { isLoopback } from './protocol/invite.ts';

/** Adapters as `os.networkInterfaces()` names them. */
export type Adapters = Record<string, NetworkInterfaceInfo[] | undefined>;

// Adapters that lead to other people, and those that lead into this machine or through a tunnel.
const physical = /^(en|eth|wl|em\d|p\d+p\d+|usb|Ethernet|Wi-?Fi|WLAN|Local Area Connection)/i;
const virtual =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|VirtualBox|VMware|lxc|cni|flannel|cali|tun|tap|wg|utun|ppp|tailscale|zt|ham|awdl|llw|anpi|bridge)/i;

/**
 * The addresses under which other machines may reach a server bound to `listenIp`, best first:
 * physical adapters before others, container and tunnel adapters after, link-local ones last, IPv4
 * before IPv6. Loopback only where there is nothing else. IPv6 link-local addresses are left out:
 * they mean nothing without the joiner's own zone (RFC 4007 section 6).
 */
export function usableAddresses(adapters: Adapters, listenIp: string): string[] {
  if (!isWildcard(listenIp)) return [listenIp];
  const found = Object.entries(adapters)
    .flatMap(([name, infos = []]) => infos.map((info) => ({ name, ...info })))
    .filter(
      ({ family, address }) => family === 'IPv4' || (listenIp === '::' && !/^fe80:/i.test(address)),
    )
    .filter(({ internal, address }) => !internal && !isLoopback(address))
    .map((info) => ({ address: info.address, rank: rank(info.name, info.family, info.address) }))
    // Sorting is stable, so equals stay in the system's order.
    .sort((a, b) => a.rank - b.rank)
    .map(({ address }) => address);
  const unique = [...new Set(found)];
  return unique.length > 0 ? unique : ['127.0.0.1'];
}

/** The addresses to bind media sockets to: the usable ones and loopback, for this machine's own. */
export function mediaAddresses(adapters: Adapters, listenIp: string): string[] {
  const usable = usableAddresses(adapters, listenIp);
  return isWildcard(listenIp) && !usable.includes('127.0.0.1') ? [...usable, '127.0.0.1'] : usable;
}

/** Whether a server bound to it answers on all adapters. */
export function isWildcard(listenIp: string): boolean {
  return listenIp === '0.0.0.0' || listenIp === '::';
}

/** An address as the system reports it for a socket, without the IPv4-in-IPv6 form (RFC 4291). */
export function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
}

function rank(name: string, family: 'IPv4' | 'IPv6', address: string): number {
  const place = address.startsWith('169.254.')
    ? 3
    : virtual.test(name)
      ? 2
      : physical.test(name)
        ? 0
        : 1;
  return place * 2 + (family === 'IPv4' ? 0 : 1);
}
