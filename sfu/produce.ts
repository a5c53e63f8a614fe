import type { Producer } from 'mediasoup/types';
import { isGone, refusalOf } from './media-errors.ts';
import { type OwnedProducer, type OwnedTransport, type Peer, producerInfo } from './peer.ts';
import { SignallingError } from './protocol/errors.ts';
import type { Source } from './protocol/model.ts';
import type { CheckedPayload, Reply } from './protocol/signalling.ts';
import { Sending } from './sending.ts';

/**
 * Makes a producer and tells the others.
 * @throws SignallingError BAD_REQUEST, LIMIT_REACHED, ROOM_CLOSED, NOT_JOINED
 */
export async function produce(
  peer: Peer,
  { transport }: { readonly transport: Pick<OwnedTransport['transport'], 'produce'> },
  { kind, rtpParameters, paused = false, appData }: CheckedPayload<'produce'>,
): Promise<Reply<'produce'>> {
  const source = appData?.source ?? (kind === 'audio' ? 'microphone' : 'camera');
  const make = () =>
    transport.produce({ kind, rtpParameters, paused }).catch((error) => {
      throw refusalOf(error);
    });
  const producer = await peer.own('producers', make, (made) => keep(peer, made, source));
  // The observers only decorate: a microphone that they refuse is heard all the same.
  if (source === 'microphone') peer.room.speakers.listenTo(peer, producer).catch(() => {});
  return { id: producer.id };
}

/**
 * Pauses or resumes a producer and tells the others, if that changes anything. What is asked for
 * behind each other is done so: whoever unmutes and mutes at once is muted in the end.
 * @throws SignallingError PRODUCER_NOT_FOUND
 */
export function setPaused(peer: Peer, owned: OwnedProducer, paused: boolean): Promise<void> {
  const { producer } = owned;
  const act = async () => {
    if (producer.closed) throw noSuchProducer();
    if (producer.paused === paused) return;
    try {
      await (paused ? producer.pause() : producer.resume());
    } catch (error) {
      throw producer.closed || isGone(error) ? noSuchProducer() : error;
    }
    if (producer.closed) throw noSuchProducer();
    const fact = { peerId: peer.id, producerId: producer.id };
    peer.room.broadcast(paused ? 'producerPaused' : 'producerResumed', fact, peer);
  };
  const result = owned.turn.then(act);
  owned.turn = result.catch(() => {});
  return result;
}

/** The refusal for a producer that is not one's own, or is gone. */
export function noSuchProducer(): SignallingError {
  return new SignallingError('PRODUCER_NOT_FOUND', 'You have no producer of this id.');
}

function keep(peer: Peer, producer: Producer, source: Source): void {
  const { room, id: peerId } = peer;
  const sending = new Sending((report) =>
    room.broadcast('sendingReported', { peerId, producerId: producer.id, ...report }, peer),
  );
  const owned: OwnedProducer = { producer, source, sending, turn: Promise.resolve() };
  peer.producers.set(producer.id, owned);
  if (producer.kind === 'video') {
    const { id: producerId } = producer;
    room.demands.begin(producer, (spatialLayer) =>
      peer.notify('layersWanted', { producerId, spatialLayer }),
    );
  }
  room.broadcast('newProducer', { peerId, producer: producerInfo(owned) }, peer);
  producer.observer.once('close', () => {
    sending.close();
    // When the whole peer goes, peerLeft says it all.
    if (!peer.producers.delete(producer.id) || peer.closed) return;
    // Where all media of the room is lost at once, mediaRestarted says so.
    if (peer.home.router.closed && room.routers.open.length === 1) return;
    room.broadcast('producerClosed', { peerId, producerId: producer.id }, peer);
  });
}
