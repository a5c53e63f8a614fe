/** Every word about chat, in English. */
import { part } from '../languages/language.ts';

const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false });

export const chatWords = part('chat', {
  title: 'Chat',
  unread: (count: number) => (count === 1 ? '1 unread message' : `${count} unread messages`),
  close: 'Close chat',
  save: 'Save chat as a text file',
  savedTitle: (roomName: string) => `Chat of ${roomName}`,
  messages: 'Messages',
  empty: 'Nothing has been written yet.',
  emptyHint: 'Everybody in the room can read along, also those who come later.',
  earlier: 'Show earlier messages',
  newest: 'To the newest',
  newSince: 'New',
  you: 'You',
  toYou: 'to you only',
  toOne: (name: string) => `to ${name} only`,
  /** The time of day of a message. */
  at: (moment: number) => clock.format(moment),
  sending: 'Sending',
  notSent: 'Not sent.',
  discard: 'Discard',
  copy: 'Copy message',
  copied: 'Message copied.',
  notCopied: 'The clipboard is closed to this page.',
  message: 'Message',
  placeholder: 'Write a message',
  to: 'To',
  everybody: 'Everybody',
  notHere: (name: string) => `${name} (not here)`,
  toNobody: (name: string) => `${name} is not in the room now. Choose somebody else.`,
  tooLong: (over: number) => `Too long by ${over} characters.`,
  send: 'Send',
  emoji: 'Emoji',
  names: 'People to mention',
  namesHint: (count: number) => `${count} names. Arrow keys choose, Enter takes one.`,
  /** What is said of a message while the chat is closed. */
  said: (name: string, text: string) => `${name}: ${text}`,
  saidToYou: (name: string, text: string) => `${name}, to you only: ${text}`,
});
