/** What a chat message is made of: plain text in which links, code and names are recognised. */

export type ChatPart =
  | { kind: 'text'; text: string }
  /** `href` is a URL of a scheme that may be opened; `text` is how it was typed. */
  | { kind: 'link'; text: string; href: string }
  | { kind: 'code'; text: string }
  | { kind: 'mention'; text: string; name: string };

export type ChatBlock =
  | { kind: 'paragraph'; parts: readonly ChatPart[] }
  | { kind: 'code'; text: string };

/** What mentions everybody. */
export const everyone = 'everyone';

const fence = /```(?:[\w+#.-]*\n)?([\s\S]*?)```\n?/g;
const inlineCode = /`([^`\n]+)`/g;
const address = /\b(?:https?|parley):\/\/[^\s<>"'`]+/gi;
const openable = ['https:', 'http:', 'parley:'];
/** What ends a sentence, and not an address. */
const sentenceEnd = /[.,;:!?*_]$/;
const brackets: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/** @param names the display names that count as mentions */
export function parseChat(text: string, names: readonly string[] = []): ChatBlock[] {
  const blocks: ChatBlock[] = [];
  const prose = (piece: string) => {
    const trimmed = piece.replace(/^\n+|\n+$/g, '');
    if (trimmed !== '') blocks.push({ kind: 'paragraph', parts: partsOf(trimmed, names) });
  };
  let end = 0;
  for (const match of text.matchAll(fence)) {
    const [whole, code = ''] = match;
    if (code.trim() === '') continue;
    prose(text.slice(end, match.index));
    blocks.push({ kind: 'code', text: code.replace(/\n$/, '') });
    end = match.index + whole.length;
  }
  prose(text.slice(end));
  return blocks;
}

/** Whether this person, or everybody, is mentioned outside of code. */
export function mentions(text: string, name: string): boolean {
  return parseChat(text, [name]).some(
    (block) => block.kind === 'paragraph' && block.parts.some(({ kind }) => kind === 'mention'),
  );
}

function partsOf(text: string, names: readonly string[]): ChatPart[] {
  return split(
    text,
    inlineCode,
    ([, code = '']) => ({ kind: 'code', text: code }),
    (outside) => split(outside, address, linkOf, (rest) => mentionsIn(rest, names)),
  );
}

/** Cuts out what matches and makes something of it; what lies between goes on to `others`. */
function split(
  text: string,
  pattern: RegExp,
  make: (match: RegExpMatchArray) => ChatPart | undefined,
  others: (text: string) => ChatPart[],
): ChatPart[] {
  const parts: ChatPart[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const part = make(match);
    const from = match.index ?? 0;
    if (!part) continue;
    if (from > end) parts.push(...others(text.slice(end, from)));
    parts.push(part);
    end = from + (part.kind === 'code' ? match[0].length : part.text.length);
  }
  if (end < text.length) parts.push(...others(text.slice(end)));
  return parts;
}

/** A user name before the host would let a link look as if it led elsewhere, so that it is none. */
function linkOf([found]: RegExpMatchArray): ChatPart | undefined {
  const text = withoutSentence(found);
  if (!URL.canParse(text)) return undefined;
  const { protocol, username, password, host, href } = new URL(text);
  if (!openable.includes(protocol) || username || password || !host) return undefined;
  return { kind: 'link', text, href };
}

function withoutSentence(text: string): string {
  const last = text.at(-1) ?? '';
  const opening = brackets[last];
  const unmatched = opening !== undefined && count(text, last) > count(text, opening);
  return sentenceEnd.test(text) || unmatched ? withoutSentence(text.slice(0, -1)) : text;
}

const count = (text: string, letter: string) => text.split(letter).length - 1;

function mentionsIn(text: string, names: readonly string[]): ChatPart[] {
  // The longest first, so that "Ana Maria" is not taken for "Ana".
  const known = [everyone, ...names].toSorted((one, other) => other.length - one.length);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_@])@(${known.map(escaped).join('|')})(?![\\p{L}\\p{N}_])`,
    'giu',
  );
  return split(
    text,
    pattern,
    ([whole, name = '']) => ({ kind: 'mention', text: whole, name }),
    (rest) => [{ kind: 'text', text: rest }],
  );
}

const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
