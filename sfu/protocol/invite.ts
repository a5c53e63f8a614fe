/**
 * An invite as a link: `https://host:port/r/<roomId>#a=<other addresses>&f=<fingerprint>`, or the
 * same with `parley:` for the app. The fragment never reaches a server (RFC 3986 section 3.5).
 * A link comes from anywhere and is taken as hostile until it has been parsed here.
 */
import * as z from 'zod/mini';
import { roomId as roomIdSchema } from './model.ts';

/** A place where a server may answer. IPv6 addresses stand without brackets. */
export interface Address {
  host: string;
  port: number;
}

export interface Invite {
  roomId: string;
  /** At least one, best first. */
  addresses: Address[];
  /** False only for loopback, the one place where plain http is let through. */
  secure: boolean;
  /** SHA-256 of the server's certificate in base64url, 43 characters; absent for public ones. */
  fingerprint?: string;
}

export const linkErrorCodes = [
  'LINK_INVALID',
  'LINK_SCHEME',
  'LINK_HOST',
  'LINK_INSECURE',
  'LINK_ROOM',
  'LINK_FINGERPRINT',
] as const;
export type LinkErrorCode = (typeof linkErrorCodes)[number];

export type ParsedInvite =
  | { ok: true; invite: Invite }
  | { ok: false; code: LinkErrorCode; message: string };

const maximumLinkLength = 2048;
// URL parsers drop some of these without a word: what is shown would not be what is opened.
const control = /\p{Cc}/u;
const maximumAddresses = 16;
const notHostAndPort = /[/\\?#@\p{Cc}\s]/u;
const insecureMessage = 'The link is not encrypted. Ask for one with https://.';
const fingerprintPattern = /^[A-Za-z0-9_-]{43}$/;
const defaultPorts: Record<string, number> = { 'http:': 80, 'https:': 443, 'parley:': 443 };

/** Whether a host name or address means this very machine (RFC 6761 section 6.3, RFC 1122). */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '::1' ||
    /^127(\.\d{1,3}){3}$/.test(host)
  );
}

/** `host:port` as it stands in a URL, with brackets around IPv6 (RFC 3986 section 3.2.2). */
export function formatAddress({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The link for an invite; for the app's own scheme pass `parley`. */
export function formatInvite(invite: Invite, scheme: 'web' | 'parley' = 'web'): string {
  const [first, ...others] = invite.addresses;
  if (!first) throw new RangeError('an invite needs at least one address');
  const origin = scheme === 'parley' ? 'parley:' : invite.secure ? 'https:' : 'http:';
  const fragment = [
    ...(others.length > 0 ? [`a=${others.map(formatAddress).join(',')}`] : []),
    ...(invite.fingerprint ? [`f=${invite.fingerprint}`] : []),
  ].join('&');
  const port = first.port === defaultPorts[origin] ? '' : `:${first.port}`;
  const host = formatAddress(first).slice(0, -`:${first.port}`.length) + port;
  return `${origin}//${host}/r/${invite.roomId}${fragment ? `#${fragment}` : ''}`;
}

/** Reads a link that somebody pasted, clicked or scanned. Never throws. */
export function parseInvite(link: string): ParsedInvite {
  const text = link.trim();
  const url = text.length <= maximumLinkLength && !control.test(text) ? parseUrl(text) : undefined;
  if (!url) return refuse('LINK_INVALID', 'This is not a meeting link.');
  if (!(url.protocol in defaultPorts)) {
    return refuse('LINK_SCHEME', 'A meeting link begins with https:// or parley://.');
  }
  const first = addressOf(url);
  if (!first || url.username || url.password) {
    return refuse('LINK_HOST', 'The link does not name a computer to connect to.');
  }
  if (url.protocol === 'http:' && !isLoopback(first.host)) {
    return refuse('LINK_INSECURE', insecureMessage);
  }
  const room = /^\/r\/([^/]+)\/?$/.exec(url.pathname)?.[1];
  if (!room || !z.safeParse(roomIdSchema, room).success) {
    return refuse('LINK_ROOM', 'The link does not name a room.');
  }
  return withFragment(url, first, room);
}

function withFragment(url: URL, first: Address, roomId: string): ParsedInvite {
  const fields = new URLSearchParams(url.hash.slice(1));
  const fingerprint = fields.get('f');
  if (fingerprint !== null && !fingerprintPattern.test(fingerprint)) {
    return refuse('LINK_FINGERPRINT', 'The link is damaged. Copy the whole link again.');
  }
  const others = (fields.get('a') ?? '').split(',').filter(Boolean);
  const secure = url.protocol !== 'http:';
  const addresses = [first];
  for (const other of others.slice(0, maximumAddresses - 1)) {
    const otherUrl = notHostAndPort.test(other) ? undefined : parseUrl(`https://${other}`);
    const address = otherUrl && addressOf(otherUrl);
    if (!address) return refuse('LINK_HOST', 'The link is damaged. Copy the whole link again.');
    // Otherwise a link to this very machine could bring plain http to another one.
    if (!secure && !isLoopback(address.host)) return refuse('LINK_INSECURE', insecureMessage);
    addresses.push(address);
  }
  const invite: Invite = { roomId, addresses, secure };
  if (fingerprint !== null) invite.fingerprint = fingerprint;
  return { ok: true, invite };
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

const hostPattern = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

function addressOf(url: URL): Address | undefined {
  // A scheme that URL does not know is parsed without host rules, so they are applied by a second
  // parse as https, which also brings IPv4 and IPv6 into their one canonical form.
  const known = parseUrl(`https://${url.host}`);
  if (!known) return undefined;
  const host = known.hostname.replace(/^\[(.*)\]$/, '$1');
  const isIpv6 = host.includes(':');
  if (!isIpv6 && (host.length > 253 || !hostPattern.test(host))) return undefined;
  const port = url.port ? Number(url.port) : (defaultPorts[url.protocol] ?? 443);
  return port === 0 ? undefined : { host, port };
}

function refuse(code: LinkErrorCode, message: string): ParsedInvite {
  return { ok: false, code, message };
}
