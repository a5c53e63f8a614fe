import { randomUUID } from 'node:crypto';
import type { RtpCapabilities, RtpParameters } from 'mediasoup/types';
import type { Reply, RequestPayload } from '../../../sfu/protocol/signalling.ts';
import type { Client } from './client.ts';
import { audio } from './rtp.ts';
import type { TestSfu } from './sfu.ts';

/** An id that no other test uses. */
export function freshRoom(): string {
  return `room-${randomUUID()}`;
}

/** Somebody in a room, with both transports. */
export interface Person {
  client: Client;
  roomId: string;
  joined: Reply<'joinRoom'>;
  peerId: string;
  /** Ids of the transports. */
  send: string;
  recv: string;
  /** What the room's router can, and so what this person can. */
  capabilities: RtpCapabilities;
}

export async function joinAs(
  sfu: TestSfu,
  displayName: string,
  roomId: string,
  overrides: Partial<RequestPayload<'joinRoom'>> = {},
): Promise<Person> {
  return joinWith(await sfu.client(), displayName, roomId, overrides);
}

export async function joinWith(
  client: Client,
  displayName: string,
  roomId: string,
  overrides: Partial<RequestPayload<'joinRoom'>> = {},
): Promise<Person> {
  const { routerRtpCapabilities: capabilities } = await client.ask('createRoom', { roomId });
  const joined = await client.ask('joinRoom', {
    roomId,
    displayName,
    transports: ['send', 'recv'],
    rtpCapabilities: capabilities,
    ...overrides,
  });
  const { send, recv } = joined.transports;
  const ids = { send: send?.id ?? '', recv: recv?.id ?? '' };
  return { client, roomId, joined, peerId: joined.peerId, ...ids, capabilities };
}

/** Sends a track, a microphone's unless told otherwise, and answers the producer's id. */
export async function produce(
  { client, send }: Person,
  rtpParameters: RtpParameters = audio(),
  more: Partial<RequestPayload<'produce'>> = {},
): Promise<string> {
  const kind = rtpParameters.codecs[0]?.mimeType.startsWith('audio/') ? 'audio' : 'video';
  const order = { transportId: send, kind, rtpParameters, ...more } as const;
  return (await client.ask('produce', order)).id;
}

export async function consume({ client, recv }: Person, producerId: string) {
  return client.ask('consume', { transportId: recv, producerId });
}
