import fc from 'fast-check';
import { expect } from 'vitest';
import { linkFromArgs, linkFromClipboard } from '../../main/deep-link.ts';
import {
  formatInvite,
  type Invite,
  linkErrorCodes,
  parseInvite,
} from '../../sfu/protocol/invite.ts';
import { anyText, holds } from './property.ts';

const host = fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain(), fc.constant('localhost'));
const port = fc.integer({ min: 1, max: 65_535 });
const roomId = fc.stringMatching(/^[a-z0-9]{1,12}(-[a-z0-9]{1,8}){0,2}$/);
const fingerprint = fc.stringMatching(/^[A-Za-z0-9_-]{43}$/);

const invites: fc.Arbitrary<Invite> = fc
  .record({
    roomId,
    addresses: fc.array(fc.record({ host, port }), { minLength: 1, maxLength: 5 }),
    fingerprint: fc.option(fingerprint, { nil: undefined }),
  })
  .map(({ fingerprint: named, ...rest }) => ({
    ...rest,
    secure: true,
    ...(named === undefined ? {} : { fingerprint: named }),
  }));

/** A link as it may arrive: made of what links are made of, in any order. */
const piece = fc.oneof(
  fc.constantFrom('https:', 'http:', 'parley:', '//', '/r/', '#', '?', 'a=', '&f=', ',', '@', ':'),
  fc.constantFrom('[::1]', '127.0.0.1', 'host', '%00', '..', '\\', '\u0000', '\n', '．', 'xn--'),
  host,
  roomId,
  fc.string({ maxLength: 8 }),
);
const links = fc.oneof(
  anyText,
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
);

/** Whatever it is: an invite that is written and read again the same, or a code. */
function isUnderstoodOrRefused(link: string): void {
  const parsed = parseInvite(link);
  if (!parsed.ok) {
    expect(linkErrorCodes).toContain(parsed.code);
    return;
  }
  expect(parseInvite(formatInvite(parsed.invite))).toEqual(parsed);
}

holds('any text is an invite or refused with a code', 0.15, links, isUnderstoodOrRefused);

holds('every invite is read as it was written, in both schemes', 0.1, invites, (invite) => {
  const web = parseInvite(formatInvite(invite));
  const app = parseInvite(formatInvite(invite, 'parley'));
  expect(web.ok).toBe(true);
  expect(app).toEqual(web);
  if (web.ok) expect(web.invite.roomId).toBe(invite.roomId);
  if (web.ok) expect(web.invite.addresses).toHaveLength(invite.addresses.length);
});

holds(
  'an invite that was damaged on the way leads to itself, another valid one, or nowhere',
  0.1,
  fc.tuple(invites, fc.nat(400), fc.constantFrom('cut', 'put', 'drop'), anyText),
  ([invite, at, how, text]) => {
    const whole = formatInvite(invite);
    const place = at % (whole.length + 1);
    const [before, after] = [whole.slice(0, place), whole.slice(place)];
    if (how === 'cut') isUnderstoodOrRefused(before);
    else if (how === 'put') isUnderstoodOrRefused(before + text.slice(0, 20) + after);
    else isUnderstoodOrRefused(before + after.slice(1));
  },
);

holds(
  'the clipboard and the command line give a link that can be read, or none',
  0.1,
  fc.tuple(links, invites, links),
  ([before, invite, after]) => {
    const found = linkFromClipboard(`${before} ${formatInvite(invite)} ${after}`);
    if (found !== undefined) expect(parseInvite(found).ok).toBe(true);
    const argument = linkFromArgs([before, formatInvite(invite), after]);
    if (argument !== undefined && !/^parley:/i.test(argument)) {
      expect(parseInvite(argument).ok).toBe(true);
    }
  },
);
