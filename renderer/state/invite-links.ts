/** The links that bring somebody else into a room. */
import {
  type Address,
  formatAddress,
  formatInvite,
  type Invite,
  isLoopback,
} from '../../sfu/protocol/invite.ts';
import type { ServerInfo } from '../../sfu/protocol/model.ts';
import { addressOfPage, type PageLocation } from './page-address.ts';

export interface InviteLinks {
  web: string;
  app: string;
  /** The certificate is the host's own, about which browsers warn once. */
  selfSigned: boolean;
}

export function inviteLinks(roomId: string, server: ServerInfo, page: PageLocation): InviteLinks {
  const invite = inviteTo(roomId, server, page);
  return {
    web: formatInvite(invite),
    app: formatInvite(invite, 'parley'),
    selfSigned: invite.secure && invite.fingerprint !== undefined,
  };
}

/**
 * The address that brought this person here is known to work, so it stands first; loopback works
 * for nobody else. A page behind a proxy has another scheme than the server knows of itself, and
 * then the page's address is the only one to trust.
 */
function inviteTo(roomId: string, server: ServerInfo, page: PageLocation): Invite {
  const own = addressOfPage(page);
  const secure = page.protocol === 'https:';
  const certificate = server.fingerprint === undefined ? {} : { fingerprint: server.fingerprint };
  if (isLoopback(own.host)) {
    return server.addresses.length > 0
      ? { roomId, addresses: server.addresses, secure: server.secure, ...certificate }
      : { roomId, addresses: [own], secure };
  }
  if (secure !== server.secure) return { roomId, addresses: [own], secure };
  const others = server.addresses.filter((address) => !isSame(address, own));
  return { roomId, addresses: [own, ...others], secure, ...certificate };
}

function isSame(one: Address, other: Address): boolean {
  return formatAddress(one) === formatAddress(other);
}
