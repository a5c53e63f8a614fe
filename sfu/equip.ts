import { consume } from './consume.ts';
import type { Peer } from './peer.ts';
import type { ConsumerInfo, Direction, PeerInfo, TransportInfo } from './protocol/model.ts';
import { createTransport, type TransportOptions } from './transports.ts';

/** All that a peer needs to play its room. */
export interface Equipment {
  /** The others, in the order in which they came. */
  peers: PeerInfo[];
  /** One for each direction asked for. */
  transports: { send?: TransportInfo; recv?: TransportInfo };
  /** Paused, for every producer of `peers` that the peer can play, if it receives at all. */
  consumers: ConsumerInfo[];
}

/** Makes transports, and a paused consumer for each producer that the peer can play. */
export async function equip(
  peer: Peer,
  directions: Iterable<Direction>,
  transportOptions: TransportOptions,
): Promise<Equipment> {
  const wanted = new Set(directions);
  const peers = peer.room.infoFor(peer);
  const make = (direction: Direction) =>
    wanted.has(direction)
      ? createTransport(peer, direction, peer.local, transportOptions)
      : undefined;
  const [send, recv] = await Promise.all([make('send'), make('recv')]);
  const consumers = recv ? await consumeAll(peer, recv) : [];
  return { peers, transports: { ...(send && { send }), ...(recv && { recv }) }, consumers };
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
