/** What somebody means who typed or pasted something to join. */
import {
  type Address,
  formatAddress,
  formatInvite,
  isLoopback,
  type LinkErrorCode,
  parseInvite,
} from '../../sfu/protocol/invite.ts';
import { isRoomId } from './route.ts';

export type JoinTarget =
  | { kind: 'here'; roomId: string }
  /** Another server, which serves its own page. */
  | { kind: 'elsewhere'; url: string }
  | { kind: 'refused'; code: LinkErrorCode | 'LINK_EMPTY' };

/** `here` are the addresses at which the server of this page is known to answer. */
export function joinTarget(typed: string, here: readonly Address[]): JoinTarget {
  const text = typed.trim();
  if (text === '') return { kind: 'refused', code: 'LINK_EMPTY' };
  const spoken = spokenRoomId(text);
  if (spoken !== undefined) return { kind: 'here', roomId: spoken };
  const parsed = parseInvite(withScheme(text));
  if (!parsed.ok) return { kind: 'refused', code: parsed.code };
  const { invite } = parsed;
  return invite.addresses.some((address) => here.some((own) => isSame(own, address)))
    ? { kind: 'here', roomId: invite.roomId }
    : { kind: 'elsewhere', url: formatInvite(invite) };
}

/** A room's name alone, as one person says it to another: `calm otter river` is a room too. */
function spokenRoomId(text: string): string | undefined {
  if (isRoomId(text)) return text;
  const joined = text.toLowerCase().split(/\s+/).join('-');
  return isRoomId(joined) ? joined : undefined;
}

/** Links are often written down without their scheme. */
export function withScheme(text: string): string {
  return !text.includes('://') && text.includes('/r/') ? `https://${text}` : text;
}

/** All names of the loopback are one machine: this one. */
function isSame(one: Address, other: Address): boolean {
  if (isLoopback(one.host) && isLoopback(other.host)) return one.port === other.port;
  return formatAddress(one) === formatAddress(other);
}
