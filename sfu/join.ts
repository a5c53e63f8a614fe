import type { Connection } from './connection.ts';
import { consume } from './consume.ts';
import { notJoined, type Peer } from './peer.ts';
import { SignallingError } from './protocol/errors.ts';
import type { ConsumerInfo, TransportInfo } from './protocol/model.ts';
import type { CheckedPayload, Reply } from './protocol/signalling.ts';
import { roomClosed } from './room.ts';
import type { Rooms } from './rooms.ts';
import { createTransport, type TransportOptions } from './transports.ts';

/**
 * Makes a peer and, if asked, all that it needs to play the room at once: transports, and a paused
 * consumer for each producer that it can play. Everything a join can know is in this one reply.
 * @throws SignallingError ALREADY_JOINED, ROOM_NOT_FOUND, ROOM_CLOSED, ROOM_FULL,
 *   TRANSPORT_CREATION_FAILED, NOT_JOINED when the client went away meanwhile
 */
export async function join(
  connection: Connection,
  { roomId, transports = [], ...person }: CheckedPayload<'joinRoom'>,
  rooms: Rooms,
  transportOptions: TransportOptions,
): Promise<Reply<'joinRoom'>> {
  connection.ensureNotJoined();
  const room = await rooms.find(roomId);
  if (!room) throw new SignallingError('ROOM_NOT_FOUND', 'There is no such room. Create it first.');
  const { displayName, session } = person;
  const rtpCapabilities =
    person.rtpCapabilities && rooms.capabilities.share(person.rtpCapabilities);
  const peer = connection.join(room, { displayName, rtpCapabilities, session });
  const peers = room.infoFor(peer);
  try {
    const make = (direction: 'send' | 'recv') =>
      transports.includes(direction)
        ? createTransport(peer, direction, connection.local, transportOptions)
        : undefined;
    const [send, recv] = await Promise.all([make('send'), make('recv')]);
    const consumers = recv ? await consumeAll(peer, recv) : [];
    if (peer.closed) throw notJoined();
    return {
      peerId: peer.id,
      session: peer.session,
      peers,
      transports: { ...(send && { send }), ...(recv && { recv }) },
      consumers,
    };
  } catch (error) {
    room.leave(peer, 'left');
    throw room.closed ? roomClosed() : error;
  }
}

/** Consumers for what the others send now; what this client cannot play is left out. */
async function consumeAll(peer: Peer, recv: TransportInfo): Promise<ConsumerInfo[]> {
  const { rtpCapabilities, room } = peer;
  const owned = peer.transports.get(recv.id);
  if (!rtpCapabilities || !owned) return [];
  const orders = room.othersOf(peer).flatMap((sender) =>
    [...sender.producers.values()].map((produced) => ({
      peer,
      owned,
      sender,
      produced,
      rtpCapabilities,
    })),
  );
  const results = await Promise.allSettled(orders.map(consume));
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}
