import type { Consumer } from 'mediasoup/types';
import { refusalOf } from './media-errors.ts';
import type { OwnedProducer, OwnedTransport, Peer } from './peer.ts';
import { SignallingError } from './protocol/errors.ts';
import { type ConsumerInfo, limits, type RtpCapabilities } from './protocol/model.ts';

export interface ConsumeOrder {
  /** Who receives. */
  peer: Peer;
  /** The receiver's `recv` transport. */
  owned: { readonly transport: Pick<OwnedTransport['transport'], 'id' | 'consume'> };
  /** Who sends, and what. */
  sender: Peer;
  produced: OwnedProducer;
  rtpCapabilities: RtpCapabilities;
}

/**
 * Makes a paused consumer; asked again for the same producer and transport, answers the same one.
 * @throws SignallingError CANNOT_CONSUME, LIMIT_REACHED, PRODUCER_NOT_FOUND, BAD_REQUEST
 */
export async function consume(order: ConsumeOrder): Promise<ConsumerInfo> {
  const { peer, owned, sender, produced } = order;
  const key = `${owned.transport.id} ${produced.producer.id}`;
  let making = peer.consuming.get(key);
  if (!making) {
    if (peer.consuming.size >= limits.consumersPerPeer) {
      throw new SignallingError(
        'LIMIT_REACHED',
        `One person may have ${limits.consumersPerPeer} consumers.`,
      );
    }
    making = make(order);
    peer.consuming.set(key, making);
    const forget = () => peer.consuming.delete(key);
    making.then((consumer) => consumer.observer.once('close', forget), forget);
  }
  const consumer = await making;
  if (consumer.closed) throw producerNotFound();
  return {
    id: consumer.id,
    producerId: produced.producer.id,
    peerId: sender.id,
    kind: consumer.kind,
    source: produced.source,
    rtpParameters: consumer.rtpParameters,
    type: consumer.type,
    producerPaused: consumer.producerPaused,
  };
}

async function make({
  peer,
  owned,
  sender,
  produced,
  rtpCapabilities,
}: ConsumeOrder): Promise<Consumer> {
  const { producer } = produced;
  const { home, room } = peer;
  try {
    if (!sender.home.router.canConsume({ producerId: producer.id, rtpCapabilities })) {
      throw new SignallingError(
        'CANNOT_CONSUME',
        'Your device cannot play what this person sends.',
      );
    }
    const release = await room.routers.bring(producer, sender.home, home);
    const consumer = await owned.transport
      .consume({ producerId: producer.id, rtpCapabilities, paused: true })
      .catch((error) => {
        release();
        throw error;
      });
    consumer.observer.once('close', release);
    if (consumer.closed || peer.closed || producer.closed) {
      consumer.close();
      release();
      throw producerNotFound();
    }
    register(peer, consumer);
    if (consumer.kind === 'video') room.demands.add(consumer);
    if (produced.source === 'microphone') room.voices.follow(consumer);
    const { last } = produced.sending;
    if (last) {
      peer.notify('sendingReported', { peerId: sender.id, producerId: producer.id, ...last });
    }
    return consumer;
  } catch (error) {
    throw producer.closed ? producerNotFound() : refusalOf(error);
  }
}

function register(peer: Peer, consumer: Consumer): void {
  const consumerId = consumer.id;
  peer.consumers.set(consumerId, consumer);
  consumer.observer.once('close', () => peer.consumers.delete(consumerId));
  consumer.on('score', ({ score, producerScore }) =>
    peer.notify('consumerScore', { consumerId, score, producerScore }),
  );
  consumer.on('layerschange', (layers) =>
    peer.notify('consumerLayersChanged', { consumerId, layers: layers ?? null }),
  );
}

export function producerNotFound(): SignallingError {
  return new SignallingError('PRODUCER_NOT_FOUND', 'There is no such producer in this room.');
}
