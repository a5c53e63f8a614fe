import type { Consumer } from 'mediasoup/types';
import type { Peer } from './peer.ts';
import type { CheckedPayload } from './protocol/signalling.ts';

/** What a person may change about one consumer; what is left out stays. */
export type Adjustment = Omit<CheckedPayload<'adjustConsumers'>['consumers'][number], 'consumerId'>;

/** Does what a person wishes of a consumer, in an order in which nothing flows that is not wanted. */
export async function adjust(
  peer: Peer,
  consumer: Consumer,
  { paused, layers, priority }: Adjustment,
): Promise<void> {
  const { demands, voices } = peer.room;
  const acts: Promise<void>[] = [];
  if (priority !== undefined && consumer.kind === 'video') {
    acts.push(consumer.setPriority(priority));
  }
  if (layers && hasLayers(consumer)) {
    acts.push(consumer.setPreferredLayers(layers).then(() => demands.look(consumer)));
  }
  if (paused !== undefined) {
    // The sender is told before the worker has answered: it is the longer way.
    demands.sleep(consumer, paused);
    acts.push(voices.setPaused(consumer, paused));
  }
  await Promise.all(acts);
}

export function hasLayers({ type }: Consumer): boolean {
  return type === 'simulcast' || type === 'svc';
}
