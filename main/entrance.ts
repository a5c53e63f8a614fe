/** The way into a room, from whatever names it: a link, an entry of the nearby list, a recent room. */
import type { ReachedRoom } from '../preload/contract.ts';
import { type Address, type Invite, isLoopback, parseInvite } from '../sfu/protocol/invite.ts';
import { BridgeError } from './bridge-error.ts';
import type { CertificatePins } from './certificate-pins.ts';
import type { Hosting } from './hosting.ts';
import type { NearbyRoom } from './nearby.ts';
import { ReachError, type reach } from './reach.ts';

export interface EntranceOptions {
  reach: typeof reach;
  pins: Pick<CertificatePins, 'trust'>;
  hosting: Pick<Hosting, 'server'>;
  nearbyRooms: () => readonly NearbyRoom[];
}

export class Entrance {
  constructor(private readonly options: EntranceOptions) {}

  /** @throws BridgeError that says why the link leads nowhere */
  async openLink(link: string): Promise<ReachedRoom> {
    const parsed = parseInvite(link);
    if (!parsed.ok) throw new BridgeError(parsed.code, parsed.message);
    return this.#open(parsed.invite);
  }

  /** @throws BridgeError */
  async openNearby(key: string): Promise<ReachedRoom> {
    const room = this.options.nearbyRooms().find((each) => each.key === key);
    if (!room) throw new BridgeError('ROOM_GONE', 'This room is no longer on the network.');
    const { roomId, addresses, fingerprint } = room;
    return this.#open({ roomId, addresses, fingerprint, secure: true });
  }

  async #open(invite: Invite): Promise<ReachedRoom> {
    const { roomId } = invite;
    const own = this.#ownOrigin(invite);
    if (own !== undefined) return { origin: own, roomId };
    try {
      const { origin, address, fingerprint } = await this.options.reach(invite);
      if (fingerprint !== undefined) this.options.pins.trust(address.host, fingerprint);
      return { origin, roomId };
    } catch (error) {
      if (!(error instanceof ReachError) || error.code === 'CANCELLED') throw error;
      throw new BridgeError(error.code, error.message);
    }
  }

  /** A room that is hosted here is entered over loopback, whatever address its invite names. */
  #ownOrigin({ addresses, fingerprint }: Invite): string | undefined {
    const { server } = this.options.hosting;
    if (!server || fingerprint !== server.fingerprint) return undefined;
    const isOwn = (address: Address) => server.addresses.some((own) => same(own, address));
    return addresses.some(isOwn) ? server.localOrigin : undefined;
  }
}

/** All names of the loopback are one computer: this one. */
function same(one: Address, other: Address): boolean {
  const sameHost = one.host === other.host || (isLoopback(one.host) && isLoopback(other.host));
  return sameHost && one.port === other.port;
}
