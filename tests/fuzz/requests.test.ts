/**
 * Three people and a stranger who ask for anything in any order, against a real server: each request
 * is answered, says what a small model of a meeting says, and disturbs nobody in another room.
 */
import fc from 'fast-check';
import type { RtpCapabilities } from 'mediasoup/types';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../sfu/protocol/errors.ts';
import { requestSchemas } from '../../sfu/protocol/signalling.ts';
import type { Client } from '../sfu/harness/client.ts';
import { untilNoMedia } from '../sfu/harness/media.ts';
import { consume, freshRoom, joinAs, produce } from '../sfu/harness/person.ts';
import { dtlsParameters, simulcast } from '../sfu/harness/rtp.ts';
import { sharedSfu } from '../sfu/harness/sfu.ts';
import { anyJson, runs, seed } from './property.ts';

const shared = sharedSfu();
const names = Object.keys(requestSchemas);
const people = 3;

interface Step {
  who: number;
  name: string;
  /** Whose ids are named in it: one's own, another's, or nobody's. */
  whose: 'own' | 'foreign' | 'unknown';
  /** Instead of a payload that fits. */
  junk: unknown;
  twice: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(people - 1),
  name: fc.oneof(
    fc.constantFrom('createRoom', 'joinRoom', 'createTransport', 'produce', 'consume', 'leaveRoom'),
    fc.constantFrom(...names),
  ),
  whose: fc.constantFrom('own', 'own', 'foreign', 'unknown'),
  junk: fc.option(anyJson, { nil: undefined, freq: 6 }),
  twice: fc.boolean(),
});

/** What a person has been given by the server. */
interface Owned {
  joined: boolean;
  transports: string[];
  producers: string[];
  consumers: string[];
}

const nothingOwned = (): Owned => ({ joined: false, transports: [], producers: [], consumers: [] });

const idFields = ['transportId', 'producerId', 'consumerId'] as const;

describe('sequences of requests', () => {
  it('are answered as the model says, whatever they are', async () => {
    const property = fc.asyncProperty(fc.array(step, { maxLength: 30 }), run);
    await fc.assert(property, { numRuns: runs(0.0015), seed });
  }, 3_600_000);
});

async function run(steps: readonly Step[]): Promise<void> {
  const roomId = freshRoom();
  const witness = await joinAs(shared(), 'Witness', freshRoom());
  const listener = await joinAs(shared(), 'Listener', witness.roomId);
  const producerId = await produce(witness);
  const { id: consumerId } = await consume(listener, producerId);
  const clients = await Promise.all(Array.from({ length: people }, () => shared().client()));
  const owned = clients.map(nothingOwned);
  const meeting = { roomId, clients, owned, rtpCapabilities: witness.capabilities };
  for (const each of steps) await take(each, meeting);

  expect(shared().sfu.stats().workerDeaths).toBe(0);
  await listener.client.ask('resumeConsumer', { consumerId });
  await listener.client.settle();
  expect(listener.client.story.filter((name) => name !== 'activeSpeaker')).toEqual(['newProducer']);
  shared().closeClients();
  await untilNoMedia(shared().pids());
}

interface Meeting {
  roomId: string;
  clients: readonly Client[];
  owned: readonly Owned[];
  rtpCapabilities: RtpCapabilities;
}

async function take({ who, name, whose, junk, twice }: Step, meeting: Meeting): Promise<void> {
  const { clients, owned } = meeting;
  const client = clients[who];
  const mine = owned[who];
  const other = owned[(who + 1) % people];
  if (!client || !mine || !other) throw new Error('nobody takes this step');
  const source = { own: mine, foreign: other, unknown: nothingOwned() }[whose];
  const payload = junk === undefined ? fitting(name, meeting, source, other) : junk;
  const wasJoined = mine.joined;
  const answers = await Promise.all(
    Array.from({ length: twice ? 2 : 1 }, () => client.send(name, payload)),
  );
  for (const answer of answers) judge({ name, whose, junk, payload, wasJoined, mine }, answer);
}

interface Judged extends Pick<Step, 'name' | 'whose' | 'junk'> {
  payload: unknown;
  wasJoined: boolean;
  mine: Owned;
}

function judge({ name, whose, junk, payload, wasJoined, mine }: Judged, answer: unknown): void {
  const { ok, data, error } = answer as { ok: boolean; data?: unknown; error?: { code: string } };
  if (!ok) {
    expect(errorCodes).toContain(error?.code);
    expect(error?.code).not.toMatch(/INTERNAL|UNKNOWN_REQUEST/);
    if (wasJoined && name !== 'leaveRoom') expect(error?.code).not.toBe('NOT_JOINED');
    return;
  }
  const opens = name === 'createRoom' || name === 'joinRoom';
  if (!opens) expect(wasJoined).toBe(true);
  if (junk === undefined && whose !== 'own') {
    // Nobody gets anything done with what belongs to somebody else.
    const named = Object.keys(payload as object);
    expect(idFields.filter((field) => named.includes(field) && !mayBeForeign(name, field))).toEqual(
      [],
    );
  }
  remember(name, data, mine);
}

/** To receive what somebody else sends is what a meeting is for. */
const mayBeForeign = (name: string, field: string) => name === 'consume' && field === 'producerId';

function remember(name: string, data: unknown, mine: Owned): void {
  const { id, transports = {} } = data as {
    id?: string;
    transports?: Record<string, { id: string }>;
  };
  if (name === 'joinRoom') {
    mine.joined = true;
    mine.transports.push(...Object.values(transports).map((each) => each.id));
  } else if (name === 'leaveRoom') Object.assign(mine, nothingOwned());
  else if (id !== undefined && name === 'createTransport') mine.transports.push(id);
  else if (id !== undefined && name === 'produce') mine.producers.push(id);
  else if (id !== undefined && name === 'consume') mine.consumers.push(id);
}

/** A payload that is right in form, with ids of this owner where there are any. */
function fitting(
  name: string,
  { roomId, rtpCapabilities }: Meeting,
  { transports, producers, consumers }: Owned,
  other: Owned,
): unknown {
  const [send = 'no-such-id', recv = send] = transports;
  const producerId = producers.at(-1) ?? 'no-such-id';
  const consumerId = consumers.at(-1) ?? 'no-such-id';
  const theirs = other.producers.at(-1) ?? 'no-such-id';
  const payloads: Record<string, unknown> = {
    createRoom: { roomId },
    joinRoom: { roomId, displayName: 'Somebody', transports: ['send', 'recv'], rtpCapabilities },
    createTransport: { direction: 'send' },
    connectTransport: { transportId: send, dtlsParameters: dtlsParameters() },
    restartIce: { transportId: send },
    produce: { transportId: send, kind: 'video', rtpParameters: simulcast() },
    pauseProducer: { producerId },
    resumeProducer: { producerId },
    closeProducer: { producerId },
    consume: { transportId: recv, producerId: theirs },
    consumeProducers: { transportId: recv, producerIds: [theirs] },
    resumeConsumer: { consumerId },
    resumeConsumers: { consumerIds: [consumerId] },
    pauseConsumer: { consumerId },
    setPreferredLayers: { consumerId, spatialLayer: 0 },
    sendChat: { clientId: 'c', text: 'Hello' },
  };
  return payloads[name] ?? {};
}
