/** People who come, go, send, stop, lose their sockets and their workers, at random and for a while. */
import { randomInt } from 'node:crypto';
import { expect } from 'vitest';
import { freshRoom, joinAs, type Person, produce } from './person.ts';
import { simulcast } from './rtp.ts';
import type { TestSfu } from './sfu.ts';
import { until } from './until.ts';

/** Refusals that whoever acts in the moment of a fault has to expect. */
const passing = /NO_WORKER|TRANSPORT_NOT_FOUND|PRODUCER_NOT_FOUND|ROOM_CLOSED|not answered/;

interface Guest {
  person: Person;
  producers: string[];
}

/** @returns how often each thing was done */
export async function soak(server: TestSfu, crowd: number, forMs: number) {
  const roomId = freshRoom();
  const guests: Guest[] = [];
  const done = new Map<string, number>();
  const deeds: [string, () => Promise<void>][] = [
    ['join', () => join(server, roomId, guests, crowd)],
    ['join', () => join(server, roomId, guests, crowd)],
    ['leave', () => leave(guests)],
    ['produce', () => withGuest(guests, send)],
    ['produce', () => withGuest(guests, send)],
    ['toggle', () => withGuest(guests, toggle)],
    ['toggle', () => withGuest(guests, toggle)],
    ['cut', () => withGuest(guests, (guest) => cut(server, guest))],
    ['cut', () => withGuest(guests, (guest) => cut(server, guest))],
  ];
  const end = performance.now() + forMs;
  let nextKill = performance.now() + forMs / 4;
  while (performance.now() < end) {
    const [name, deed] = deeds[randomInt(deeds.length)] ?? [];
    if (!name || !deed) continue;
    await deed().catch((error: Error) => {
      if (!passing.test(error.message)) throw error;
    });
    done.set(name, (done.get(name) ?? 0) + 1);
    if (performance.now() < nextKill) continue;
    nextKill += forMs / 4;
    await kill(server);
    done.set('kill', (done.get('kill') ?? 0) + 1);
  }
  await agree(server, guests);
  for (const { person } of guests) await person.client.ask('leaveRoom', {});
  return done;
}

async function join(server: TestSfu, roomId: string, guests: Guest[], crowd: number) {
  if (guests.length >= crowd) return leave(guests);
  const person = await joinAs(server, `Guest ${guests.length}`, roomId);
  // Whoever has asked something may come back.
  await person.client.settle();
  guests.push({ person, producers: [] });
}

async function leave(guests: Guest[]): Promise<void> {
  const [guest] = guests.splice(randomInt(guests.length + 1), 1);
  if (!guest) return;
  if (randomInt(2) === 0) await guest.person.client.ask('leaveRoom', {});
  guest.person.client.close();
}

function withGuest(guests: Guest[], act: (guest: Guest) => Promise<void>): Promise<void> {
  const guest = guests[randomInt(guests.length + 1)];
  return guest ? act(guest) : Promise.resolve();
}

async function send(guest: Guest): Promise<void> {
  if (guest.producers.length >= 4) return;
  const { client, send: first } = guest.person;
  const latest = client.heard('mediaRestarted').at(-1)?.transports.send?.id ?? first;
  const person = { ...guest.person, send: latest };
  guest.producers.push(await (randomInt(2) ? produce(person) : produce(person, simulcast())));
}

async function toggle({ person, producers }: Guest): Promise<void> {
  const producerId = producers[randomInt(producers.length + 1)];
  if (!producerId) return;
  const name = randomInt(2) ? 'pauseProducer' : 'resumeProducer';
  await person.client.ask(name, { producerId });
}

/** Loses the socket and comes back over another one as the same peer. */
async function cut(server: TestSfu, guest: Guest): Promise<void> {
  const { client: before, roomId, joined, peerId } = guest.person;
  const heard = Math.max(0, ...before.numbers);
  before.socket.io.engine.close();
  const client = await server.client();
  const { session } = joined;
  const reply = await client.ask('resumeSession', { roomId, session, heard });
  expect(reply.peerId).toBe(peerId);
  expect(reply.caughtUp).toBe(true);
  // What was heard over the old socket belongs to the same story.
  client.journal.unshift(...before.journal);
  client.numbers.unshift(...before.numbers);
  guest.person = { ...guest.person, client };
}

async function kill(server: TestSfu): Promise<void> {
  const [pid = 0] = server.pids();
  process.kill(pid, 'SIGKILL');
  await until('there is another worker', () => {
    const [now] = server.pids();
    return now !== undefined && now !== pid;
  });
}

/** Waits until the server and everybody in the room mean the same people and producers. */
async function agree(server: TestSfu, guests: Guest[]): Promise<void> {
  await until('everybody is in', () => server.sfu.stats().peers === guests.length);
  for (const { person } of guests) {
    const { numbers } = person.client;
    await person.client.settle();
    // Each fact was told once, in order and without a gap.
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  }
}
