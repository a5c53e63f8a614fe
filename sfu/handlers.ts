import type { Consumer } from 'mediasoup/types';
import { adjust, hasLayers } from './adjust.ts';
import type { Connection } from './connection.ts';
import { consume, producerNotFound } from './consume.ts';
import { equip } from './equip.ts';
import { heal } from './heal.ts';
import { join, resume } from './join.ts';
import { isGone, refusalOf } from './media-errors.ts';
import {
  notJoined,
  type OwnedProducer,
  type OwnedTransport,
  type Peer,
  restarting,
} from './peer.ts';
import { noSuchProducer, produce, setPaused } from './produce.ts';
import { SignallingError } from './protocol/errors.ts';
import type { ConsumerInfo, Direction, RtpCapabilities, ServerInfo } from './protocol/model.ts';
import type { CheckedPayload, Reply, RequestName } from './protocol/signalling.ts';
import { roomClosed } from './room.ts';
import type { Rooms } from './rooms.ts';
import { createTransport, iceCandidatesFor, type TransportOptions } from './transports.ts';

/** Every request's handler: what the compiler asks for when a request is added to the protocol. */
export type Handlers = {
  [Name in RequestName]: (
    connection: Connection,
    payload: CheckedPayload<Name>,
  ) => Promise<Reply<Name>>;
};

export interface HandlerSetup {
  rooms: Rooms;
  transportOptions: TransportOptions;
  serverInfo(): ServerInfo;
}

const done = {};

export function createHandlers({ rooms, transportOptions, serverInfo }: HandlerSetup): Handlers {
  /** A handler that needs the peer, after the join that may still be under way. */
  const asPeer =
    <Payload, Result>(
      handle: (peer: Peer, payload: Payload, connection: Connection) => Promise<Result>,
    ) =>
    async (connection: Connection, payload: Payload) => {
      await connection.settled;
      const { peer } = connection;
      // What is asked while media is made anew finds the new media.
      await peer.room.whole;
      const { age } = peer;
      try {
        return await handle(peer, payload, connection);
      } catch (error) {
        // Whatever failed then failed because of this.
        if (peer.room.closed) throw roomClosed();
        if (peer.closed) throw notJoined();
        throw peer.age === age ? error : restarting();
      }
    };

  return {
    createRoom: (connection, { roomId, roomName = roomId }) =>
      connection.inTurn(async () => {
        const room = await rooms.obtain(roomId, roomName);
        connection.hold(room);
        return {
          roomId: room.id,
          roomName: room.name,
          routerRtpCapabilities: room.routers.rtpCapabilities,
          peerCount: room.peers.size,
          server: serverInfo(),
        };
      }),

    joinRoom: (connection, payload) =>
      connection.inTurn(() => join(connection, payload, rooms, transportOptions)),

    resumeSession: (connection, payload) =>
      connection.inTurn(() => resume(connection, payload, rooms)),

    leaveRoom: (connection) =>
      connection.inTurn(async () => {
        connection.leave();
        return done;
      }),

    restartMedia: asPeer((peer, { transports }) => {
      peer.closeMedia();
      return equip(peer, transports, transportOptions);
    }),

    createTransport: asPeer((peer, { direction }, connection) =>
      createTransport(peer, direction, connection.local, transportOptions),
    ),

    connectTransport: asPeer(async (peer, { transportId, dtlsParameters }) => {
      const owned = transportOf(peer, transportId);
      if (owned.connected) {
        throw new SignallingError('TRANSPORT_ALREADY_CONNECTED', 'The transport is connected.');
      }
      owned.connected = true;
      owned.connectedAt = performance.now();
      try {
        await owned.transport.connect({ dtlsParameters });
      } catch (error) {
        owned.connected = false;
        throw refusalOf(error);
      }
      return done;
    }),

    restartIce: asPeer(async (peer, { transportId }, { local }) => {
      const { transport } = transportOf(peer, transportId);
      const iceParameters = await transport.restartIce().catch((error) => {
        throw refusalOf(error);
      });
      return { iceParameters, iceCandidates: iceCandidatesFor(transport, local) };
    }),

    produce: asPeer((peer, payload) =>
      produce(peer, transportOf(peer, payload.transportId, 'send'), payload),
    ),

    pauseProducer: asPeer(async (peer, { producerId }) => {
      await setPaused(peer, producerOf(peer, producerId), true);
      return done;
    }),

    resumeProducer: asPeer(async (peer, { producerId }) => {
      await setPaused(peer, producerOf(peer, producerId), false);
      return done;
    }),

    closeProducer: asPeer(async (peer, { producerId }) => {
      producerOf(peer, producerId).producer.close();
      return done;
    }),

    reportSending: asPeer(async (peer, { producerId, ...report }) => {
      producerOf(peer, producerId).sending.report(report);
      return done;
    }),

    consume: asPeer((peer, { transportId, producerId, rtpCapabilities }) =>
      consume({
        peer,
        owned: transportOf(peer, transportId, 'recv'),
        rtpCapabilities: capabilitiesOf(peer, rtpCapabilities),
        ...senderOf(peer, producerId),
      }),
    ),

    consumeProducers: asPeer((peer, { transportId, producerIds, rtpCapabilities }) =>
      consumeEach(
        peer,
        transportOf(peer, transportId, 'recv'),
        [...new Set(producerIds)],
        capabilitiesOf(peer, rtpCapabilities),
      ),
    ),

    resumeConsumer: asPeer(async (peer, { consumerId }) => {
      await withConsumer(peer, consumerId, (each) => adjust(peer, each, { paused: false }));
      return done;
    }),

    resumeConsumers: asPeer(async (peer, { consumerIds }) => {
      // One that has closed meanwhile is no reason to leave the others paused.
      const consumers = consumerIds.flatMap((consumerId) => peer.consumers.get(consumerId) ?? []);
      await Promise.allSettled(consumers.map((each) => adjust(peer, each, { paused: false })));
      return done;
    }),

    pauseConsumer: asPeer(async (peer, { consumerId }) => {
      await withConsumer(peer, consumerId, (each) => adjust(peer, each, { paused: true }));
      return done;
    }),

    adjustConsumers: asPeer(async (peer, { consumers }) => {
      const adjusting = consumers.flatMap(({ consumerId, ...wish }) => {
        const consumer = peer.consumers.get(consumerId);
        return consumer ? adjust(peer, consumer, wish) : [];
      });
      await Promise.allSettled(adjusting);
      return done;
    }),

    setPreferredLayers: asPeer(async (peer, { consumerId, ...layers }) => {
      await withConsumer(peer, consumerId, (consumer) => {
        if (!hasLayers(consumer)) {
          throw new SignallingError('NO_LAYERS', 'This consumer has no layers to choose from.');
        }
        return adjust(peer, consumer, { layers });
      });
      return done;
    }),

    healConsumer: asPeer((peer, payload) =>
      heal(peer, payload, (producerId) => senderOf(peer, producerId)),
    ),

    getProducers: asPeer(async (peer) => ({
      producers: peer.room
        .infoFor(peer)
        .flatMap(({ peerId, producers }) => producers.map((each) => ({ ...each, peerId }))),
    })),

    sendChat: asPeer(async (peer, payload) => peer.room.chat.send(peer, payload)),

    getChat: asPeer(async (peer, payload) => peer.room.chat.page(peer, payload)),

    offerFile: asPeer(async (peer, payload) => peer.room.chat.files.offer(peer, payload)),

    openFile: asPeer(async (peer, payload) => peer.room.chat.files.open(peer, payload)),

    withdrawFile: asPeer(async (peer, payload) => peer.room.chat.files.withdraw(peer, payload)),

    raiseHand: asPeer(async (peer) => ({ raisedAt: peer.room.gestures.raise(peer) })),

    lowerHand: asPeer(async (peer) => {
      peer.room.gestures.lower(peer);
      return done;
    }),

    react: asPeer(async (peer, { reaction }) => {
      peer.room.gestures.react(peer, reaction);
      return done;
    }),
  };
}

async function consumeEach(
  peer: Peer,
  owned: OwnedTransport,
  producerIds: string[],
  rtpCapabilities: RtpCapabilities,
): Promise<Reply<'consumeProducers'>> {
  const consumers: ConsumerInfo[] = [];
  const refused: Reply<'consumeProducers'>['refused'] = [];
  const one = async (producerId: string) => {
    try {
      const order = { peer, owned, rtpCapabilities, ...senderOf(peer, producerId) };
      consumers.push(await consume(order));
    } catch (error) {
      refused.push({ producerId, error: refusalOf(error).toWire() });
    }
  };
  await Promise.all(producerIds.map(one));
  return { consumers, refused };
}

function transportOf(peer: Peer, transportId: string, direction?: Direction): OwnedTransport {
  const owned = peer.transports.get(transportId);
  if (!owned) {
    throw new SignallingError('TRANSPORT_NOT_FOUND', 'You have no transport of this id.');
  }
  if (direction && owned.direction !== direction) {
    throw new SignallingError('TRANSPORT_WRONG_DIRECTION', `This needs a ${direction} transport.`);
  }
  return owned;
}

function producerOf(peer: Peer, producerId: string): OwnedProducer {
  const owned = peer.producers.get(producerId);
  if (!owned) throw noSuchProducer();
  return owned;
}

/** Does something to a consumer of the peer, which may close meanwhile with its producer. */
async function withConsumer(
  peer: Peer,
  consumerId: string,
  act: (consumer: Consumer) => Promise<void>,
): Promise<void> {
  const notFound = new SignallingError('CONSUMER_NOT_FOUND', 'You have no consumer of this id.');
  const consumer = peer.consumers.get(consumerId);
  if (!consumer) throw notFound;
  try {
    await act(consumer);
  } catch (error) {
    throw consumer.closed || isGone(error) ? notFound : error;
  }
}

function senderOf(peer: Peer, producerId: string): { sender: Peer; produced: OwnedProducer } {
  for (const sender of peer.room.othersOf(peer)) {
    const produced = sender.producers.get(producerId);
    if (produced) return { sender, produced };
  }
  throw producerNotFound();
}

function capabilitiesOf(peer: Peer, given: RtpCapabilities | undefined): RtpCapabilities {
  const rtpCapabilities = given ?? peer.rtpCapabilities;
  if (!rtpCapabilities) {
    throw new SignallingError('BAD_REQUEST', 'rtpCapabilities: needed here or in joinRoom.');
  }
  return rtpCapabilities;
}
