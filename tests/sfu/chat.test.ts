import { describe, expect, it } from 'vitest';
import type { Person } from './harness/person.ts';
import { freshRoom, joinAs } from './harness/person.ts';
import { sharedSfu } from './harness/sfu.ts';

const shared = sharedSfu({ roomGrace: 20 });
const join = (name: string, roomId: string, session?: string) =>
  joinAs(shared(), name, roomId, session === undefined ? {} : { session });

async function meeting(...names: string[]): Promise<Person[]> {
  const roomId = freshRoom();
  const people: Person[] = [];
  for (const name of names) people.push(await join(name, roomId));
  return people;
}

let said = 0;
function say({ client }: Person, text: string, more: { to?: string; clientId?: string } = {}) {
  said += 1;
  return client.ask('sendChat', { clientId: `mine ${said}`, text, ...more });
}

const textsHeard = ({ client }: Person) => client.heard('chatMessage').map((n) => n.message.text);
const history = async ({ client }: Person) =>
  (await client.ask('getChat', {})).messages.map(({ text }) => text);

describe('sendChat', () => {
  it('CH-1: is told to the others with id, time and author, and answered with the same', async () => {
    const [ana, ben] = (await meeting('Ana', 'Ben')) as [Person, Person];
    const before = Date.now();
    const { message } = await say(ana, 'Hello <b>all</b>');
    expect(message).toMatchObject({
      from: { peerId: ana.peerId, displayName: 'Ana' },
      text: 'Hello <b>all</b>',
    });
    expect(message).not.toHaveProperty('to');
    expect(message.time).toBeGreaterThanOrEqual(before);
    expect((await ben.client.next('chatMessage')).message).toEqual(message);
    await ana.client.settle();
    expect(ana.client.story).not.toContain('chatMessage');
  });

  it('CH-2: has one order for everybody, by which time grows', async () => {
    const people = await meeting('Ana', 'Ben', 'Cem');
    await Promise.all(
      people.flatMap((person) => Array.from({ length: 8 }, (_, n) => say(person, `${n}`))),
    );
    const [first] = await Promise.all(people.map(({ client }) => client.ask('getChat', {})));
    const order = first?.messages.map(({ messageId }) => messageId) ?? [];
    expect(new Set(order).size).toBe(24);
    for (const { client, peerId } of people) {
      await client.settle();
      const heard = client.heard('chatMessage').map(({ message }) => message.messageId);
      const others = first?.messages.filter(({ from }) => from.peerId !== peerId) ?? [];
      expect(heard).toEqual(others.map(({ messageId }) => messageId));
    }
    const times = first?.messages.map(({ time }) => time) ?? [];
    expect(times).toEqual([...new Set(times)].toSorted((one, other) => one - other));
  });

  it('CH-3: sent again under the same clientId is the same message, told once', async () => {
    const [ana, ben] = (await meeting('Ana', 'Ben')) as [Person, Person];
    const first = await say(ana, 'Once', { clientId: 'again' });
    expect(await say(ana, 'Once', { clientId: 'again' })).toEqual(first);
    // The same name for something else, by somebody else.
    await say(ben, 'Mine', { clientId: 'again' });
    expect(textsHeard(ben)).toEqual(['Once']);
    expect(await history(ben)).toEqual(['Once', 'Mine']);
  });

  it('CH-3: is the same message also after its author came back with the session', async () => {
    const [ana, ben] = (await meeting('Ana', 'Ben')) as [Person, Person];
    const first = await say(ana, 'Once', { clientId: 'again' });
    const back = await join('Ana', ana.roomId, ana.joined.session);
    expect(await say(back, 'Once', { clientId: 'again' })).toEqual(first);
    expect(await history(ben)).toEqual(['Once']);
  });

  it('CH-4: to one person reaches that person alone, now and later', async () => {
    const [ana, ben, cem] = (await meeting('Ana', 'Ben', 'Cem')) as [Person, Person, Person];
    const { message } = await say(ana, 'For you', { to: ben.peerId });
    expect(message.to).toEqual({ peerId: ben.peerId, displayName: 'Ben' });
    await say(ana, 'For all');
    await cem.client.next('chatMessage', (heard) => heard.message.text === 'For all');
    expect(textsHeard(cem)).toEqual(['For all']);
    expect(await history(cem)).toEqual(['For all']);
    expect(await history(ana)).toEqual(['For you', 'For all']);
    expect(await history(ben)).toEqual(['For you', 'For all']);
    const stranger = await join('Ben', ana.roomId);
    expect(await history(stranger)).toEqual(['For all']);
  });

  it('CH-5: stays with who it is for, through a new connection with the session', async () => {
    const [ana, ben, cem] = (await meeting('Ana', 'Ben', 'Cem')) as [Person, Person, Person];
    await say(ana, 'For you', { to: ben.peerId });
    ben.client.close();
    await ana.client.next('peerLeft');
    const back = await join('Ben', ana.roomId, ben.joined.session);
    expect(await history(back)).toEqual(['For you']);
    // A session that has been used is nobody's any more.
    expect(await history(await join('Mal', ana.roomId, ben.joined.session))).toEqual([]);
    expect(await history(cem)).toEqual([]);
  });

  it('CH-6: to nobody in the room is refused, also to oneself and to another room', async () => {
    const [ana] = (await meeting('Ana')) as [Person];
    const [elsewhere] = (await meeting('Eve')) as [Person];
    for (const to of ['nobody', ana.peerId, elsewhere.peerId]) {
      const order = { clientId: to, text: 'Hello', to };
      expect(await ana.client.codeOf('sendChat', order)).toBe('PEER_NOT_FOUND');
    }
    expect(await history(ana)).toEqual([]);
  });

  it('CH-7: faster than the rate is refused, and what is sent again does not count', async () => {
    const [ana, ben] = (await meeting('Ana', 'Ben')) as [Person, Person];
    const texts = Array.from({ length: 14 }, (_, n) => `${n}`);
    const answers = await Promise.all(
      texts.map((text) => ana.client.send('sendChat', { clientId: text, text })),
    );
    const kept = await history(ben);
    expect(kept.slice(0, 10)).toEqual(texts.slice(0, 10));
    expect(kept.length).toBeLessThan(14);
    const last = { ok: false, error: { code: 'RATE_LIMITED' } };
    expect(answers.at(-1)).toMatchObject(last);
    expect(await ana.client.send('sendChat', { clientId: '3', text: '3' })).toMatchObject({
      ok: true,
    });
    // One person's haste is not another's.
    await say(ben, 'calm');
  });
});

describe('getChat', () => {
  it('CH-8: answers a late joiner with what was said before, the newest page first', async () => {
    const [ana] = (await meeting('Ana')) as [Person];
    for (const text of ['1', '2', '3', '4', '5']) await say(ana, text);
    const late = await join('Late', ana.roomId);
    const newest = await late.client.ask('getChat', { limit: 2 });
    expect(newest).toMatchObject({ messages: [{ text: '4' }, { text: '5' }], more: true });
    const before = newest.messages[0]?.messageId ?? '';
    const older = await late.client.ask('getChat', { before, limit: 100 });
    expect(older).toMatchObject({ messages: [{ text: '1' }, { text: '2' }, { text: '3' }] });
    expect(older.more).toBe(false);
    expect(await late.client.ask('getChat', { before: 'gone' })).toMatchObject({
      messages: [],
      more: false,
    });
  });

  it('CH-9: ends with the room', async () => {
    const [ana] = (await meeting('Ana')) as [Person];
    await say(ana, 'Hello');
    await ana.client.ask('leaveRoom', {});
    await expect.poll(() => shared().sfu.stats().rooms).toBe(0);
    expect(await history(await join('Ana', ana.roomId))).toEqual([]);
  });
});
