/** Completing a name behind an @ while a message is typed. Pure: text and caret in, text and caret out. */
import { everyone } from './chat-text.ts';

export interface MentionQuery {
  /** Where the @ stands. */
  start: number;
  /** What was typed behind it, up to the caret. */
  typed: string;
}

export interface Typed {
  text: string;
  caret: number;
}

const behindAt = /(?:^|[\s(])@([^\s@]{0,40})$/u;
const mostShown = 6;

/** The mention that is being typed at the caret, if one is. */
export function mentionAt({ text, caret }: Typed): MentionQuery | undefined {
  const [, typed] = behindAt.exec(text.slice(0, caret)) ?? [];
  return typed === undefined ? undefined : { start: caret - typed.length - 1, typed };
}

/** Names of which a word begins like this, those that begin with it first, then everybody. */
export function completions({ typed }: MentionQuery, names: readonly string[]): string[] {
  const wanted = fold(typed);
  const begins = (name: string) => fold(name).startsWith(wanted);
  const within = (name: string) =>
    fold(name)
      .split(/\s+/)
      .some((word) => word.startsWith(wanted));
  const different = [...new Set(names), everyone].filter(within);
  const first = different.filter(begins);
  return [...first, ...different.filter((name) => !begins(name))].slice(0, mostShown);
}

/** The text with the name in place of what was typed, and a space to go on behind. */
export function complete({ text, caret }: Typed, { start }: MentionQuery, name: string): Typed {
  const before = `${text.slice(0, start)}@${name} `;
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length };
}

/** Without accents and size of letters, as people type names. */
const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
