import { consume } from './consume.ts';
import type { OwnedProducer, Peer } from './peer.ts';
import { SignallingError } from './protocol/errors.ts';
import type { CheckedPayload, Reply } from './protocol/signalling.ts';

/** Who sends what a consumer receives. */
export type FindSender = (producerId: string) => { sender: Peer; produced: OwnedProducer };

/**
 * Sets a consumer going again that stands still at its client: by a key frame or, where that did not
 * help, by another consumer in its place.
 * @throws SignallingError CONSUMER_NOT_FOUND, PRODUCER_NOT_FOUND
 */
export async function heal(
  peer: Peer,
  { consumerId, cause, renew = false }: CheckedPayload<'healConsumer'>,
  findSender: FindSender,
): Promise<Reply<'healConsumer'>> {
  const consumer = peer.consumers.get(consumerId);
  if (!consumer) {
    throw new SignallingError('CONSUMER_NOT_FOUND', 'You have no consumer of this id.');
  }
  peer.room.recovery.countHealed(cause);
  const owned = [...peer.transports.values()].find(({ direction }) => direction === 'recv');
  const { rtpCapabilities } = peer;
  if (!renew || !owned || !rtpCapabilities) {
    if (consumer.kind === 'video') await consumer.requestKeyFrame();
    return {};
  }
  const sending = findSender(consumer.producerId);
  consumer.close();
  return { consumer: await consume({ peer, owned, rtpCapabilities, ...sending }) };
}
