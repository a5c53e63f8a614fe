import { BlockList, isIP, isIPv6 } from 'node:net';
import { plainAddress } from './addresses.ts';
import { Heat } from './heat.ts';
import type { Peer } from './peer.ts';
import type { Profile } from './protocol/model.ts';

export interface ProfilesOptions {
  /** `off` keeps everybody to what a path over the internet takes. */
  lanProfile: 'auto' | 'off';
  /** How much of the machine is busy, 0 to 1, since the last call. */
  share(): number;
}

const intervalMs = 1_000;

/**
 * In which profile each peer may send: without caps where its media stays on the local network, as
 * long as this machine does not run hot.
 */
export class Profiles {
  readonly #heat = new Heat();
  /** Peers whose media comes over the local network, and what they were told. */
  readonly #told = new Map<Peer, Profile>();
  readonly #timer: NodeJS.Timeout;

  constructor(private readonly options: ProfilesOptions) {
    this.#timer = setInterval(() => this.feel(options.share(), performance.now()), intervalMs);
    this.#timer.unref();
  }

  /** A peer's media takes this path now. */
  route(peer: Peer, { localAddress, remoteIp }: { localAddress: string; remoteIp?: string }): void {
    if (this.options.lanProfile === 'off' || peer.closed) return;
    const isLan = [localAddress, remoteIp].every((each) => each !== undefined && isLocalIp(each));
    if (!this.#told.has(peer)) {
      if (!isLan) return;
      this.#told.set(peer, 'open');
      peer.onceClosed(() => this.#told.delete(peer));
    }
    this.#tell(peer, isLan ? this.#profile : 'open');
    if (!isLan) this.#told.delete(peer);
  }

  /** So much of the machine was busy at a moment (ms). */
  feel(share: number, now: number): void {
    this.#heat.feel(share, now);
    for (const peer of this.#told.keys()) this.#tell(peer, this.#profile);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  get #profile(): Profile {
    return this.#heat.isHot ? 'open' : 'lan';
  }

  #tell(peer: Peer, profile: Profile): void {
    if (this.#told.get(peer) === profile) return;
    this.#told.set(peer, profile);
    peer.notify('mediaProfile', { profile });
  }
}

/** Whether an address is of this machine or of a local network (RFC 1918, 3927, 4193, 4291). */
export function isLocalIp(ip: string): boolean {
  const address = plainAddress(ip);
  // A name that is announced instead of an address is one of the internet.
  if (!isIP(address)) return false;
  return localNetworks().check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

function localNetworks(): BlockList {
  const list = new BlockList();
  list.addSubnet('127.0.0.0', 8);
  list.addSubnet('10.0.0.0', 8);
  list.addSubnet('172.16.0.0', 12);
  list.addSubnet('192.168.0.0', 16);
  list.addSubnet('169.254.0.0', 16);
  list.addAddress('::1', 'ipv6');
  list.addSubnet('fc00::', 7, 'ipv6');
  list.addSubnet('fe80::', 10, 'ipv6');
  return list;
}
