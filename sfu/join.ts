import type { Connection } from './connection.ts';
import { equip } from './equip.ts';
import { notJoined } from './peer.ts';
import { SignallingError } from './protocol/errors.ts';
import type { CheckedPayload, Reply } from './protocol/signalling.ts';
import { roomClosed, sessionNotFound } from './room.ts';
import type { Rooms } from './rooms.ts';
import type { TransportOptions } from './transports.ts';

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
  await room.whole;
  const peer = connection.join(room, { displayName, rtpCapabilities, session });
  try {
    const { peers, ...media } = await equip(peer, transports, transportOptions);
    if (peer.closed) throw notJoined();
    return {
      peerId: peer.id,
      session: peer.session,
      peers,
      ...media,
      ...(peer.handRaisedAt !== undefined && { handRaisedAt: peer.handRaisedAt }),
    };
  } catch (error) {
    room.leave(peer, 'left');
    throw room.closed ? roomClosed() : error;
  }
}

/**
 * Makes the socket the peer of a session again, and tells what the server still has of it, so that
 * the client can see what it has to mend.
 * @throws SignallingError ALREADY_JOINED, SESSION_NOT_FOUND, NOT_JOINED when the client went away
 */
export async function resume(
  connection: Connection,
  { roomId, session, heard }: CheckedPayload<'resumeSession'>,
  rooms: Rooms,
): Promise<Reply<'resumeSession'>> {
  connection.ensureNotJoined();
  const room = await rooms.find(roomId);
  if (!room) throw sessionNotFound();
  const peer = connection.resume(room, session, heard);
  return {
    peerId: peer.id,
    caughtUp: peer.outbox.has(heard),
    peers: room.infoFor(peer),
    producers: peer.info.producers,
    transportIds: [...peer.transports.keys()],
    consumerIds: [...peer.consumers.keys()],
  };
}
