import { describe, expect, it } from 'vitest';
import { Outbox } from '../../sfu/outbox.ts';

/** An outbox with a socket, and what the socket was given. */
function outbox(heard = 0) {
  const box = new Outbox();
  const sent: (string | number)[] = [];
  const attach = (from = heard) => box.attach((name, _, number) => sent.push(number ?? name), from);
  const facts = (count: number) => {
    for (let n = 0; n < count; n += 1) box.tell('peerDisconnected', { peerId: 'x' });
  };
  const passes = () => box.tell('activeSpeaker', { peerId: null });
  attach();
  return { box, sent, attach, facts, passes };
}

describe('an outbox', () => {
  it('NO-1: holds everything back until it is opened, and keeps the order', () => {
    const { box, sent, facts, passes } = outbox();
    facts(1);
    passes();
    facts(1);
    expect(sent).toEqual([]);
    box.open();
    facts(1);
    passes();
    expect(sent).toEqual([1, 'activeSpeaker', 2, 3, 'activeSpeaker']);
  });

  it('SE-3: tells another socket what came after the number that was heard', () => {
    const { box, sent, attach, facts, passes } = outbox();
    box.open();
    facts(3);
    box.detach();
    passes();
    facts(2);
    sent.length = 0;
    attach(2);
    facts(1);
    box.open();
    expect(sent).toEqual([3, 4, 5, 6]);
  });

  it('SE-3: forgets what is confirmed and nothing else', () => {
    const { box, facts } = outbox();
    facts(4);
    box.confirm(2);
    expect([1, 2, 3, 4].map((heard) => box.has(heard))).toEqual([false, true, true, true]);
    box.confirm(4);
    expect(box.has(4)).toBe(true);
    expect(box.has(3)).toBe(false);
  });

  it.each([
    ['of more than 500', 501, 0],
    ['with a number that was never given', 3, 4],
  ])('SE-4: tells nothing missed %s', (_, missed, heard) => {
    const { box, sent, attach, facts } = outbox();
    box.detach();
    facts(missed);
    expect(box.has(heard)).toBe(false);
    attach(heard);
    box.open();
    facts(1);
    expect(sent).toEqual([missed + 1]);
  });

  it('SE-3: keeps 500', () => {
    const { box, sent, attach, facts } = outbox();
    box.detach();
    facts(500);
    expect(box.has(0)).toBe(true);
    attach(0);
    box.open();
    expect(sent).toHaveLength(500);
  });
});
