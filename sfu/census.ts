import type { Rooms } from './rooms.ts';

/** How many there are, by label; labels come from small fixed sets and name nobody. */
export interface Census {
  rooms: number;
  /** Rooms on more than one worker. */
  spreadRooms: number;
  peers: number;
  transports: Record<TransportState, number>;
  producers: Record<Kind, number>;
  /** Layers of producers that arrive, by kind and place; a track without layers counts as layer 0. */
  producerLayers: Record<Kind, number[]>;
  /** Consumers by kind and the layer that flows to them, `paused` where nothing is to. */
  consumers: Record<Kind, Record<ConsumerLayer, number>>;
}

type Kind = 'audio' | 'video';
/** `none` has not been reached by its client yet. */
export type TransportState = 'udp' | 'tcp' | 'none';
export type ConsumerLayer = '0' | '1' | '2' | 'single' | 'paused';

const mostLayers = 3;

/** Counts everything once. It costs a look at each consumer, so it is not done for each figure. */
export function takeCensus(rooms: Rooms): Census {
  const census: Census = {
    rooms: 0,
    spreadRooms: 0,
    peers: 0,
    transports: { udp: 0, tcp: 0, none: 0 },
    producers: { audio: 0, video: 0 },
    producerLayers: { audio: [0], video: Array(mostLayers).fill(0) },
    consumers: { audio: noConsumers(), video: noConsumers() },
  };
  for (const room of rooms.open) {
    census.rooms += 1;
    if (room.routers.open.length > 1) census.spreadRooms += 1;
    for (const peer of room.peers.values()) {
      census.peers += 1;
      for (const { transport } of peer.transports.values()) {
        census.transports[transport.iceSelectedTuple?.protocol ?? 'none'] += 1;
      }
      for (const { producer } of peer.producers.values()) {
        census.producers[producer.kind] += 1;
        const layers = census.producerLayers[producer.kind];
        for (const { encodingIdx, score } of producer.score) {
          const counted = layers[encodingIdx];
          if (score > 0 && counted !== undefined) layers[encodingIdx] = counted + 1;
        }
      }
      for (const consumer of peer.consumers.values()) {
        census.consumers[consumer.kind][layerOf(consumer)] += 1;
      }
    }
  }
  return census;
}

interface Layered {
  readonly type: string;
  readonly paused: boolean;
  readonly producerPaused: boolean;
  readonly currentLayers?: { readonly spatialLayer: number } | undefined;
}

function layerOf({ type, paused, producerPaused, currentLayers }: Layered): ConsumerLayer {
  if (paused || producerPaused) return 'paused';
  if (type !== 'simulcast' && type !== 'svc') return 'single';
  const layer = currentLayers?.spatialLayer;
  if (layer === undefined) return 'paused';
  return layer === 0 ? '0' : layer === 1 ? '1' : '2';
}

function noConsumers(): Record<ConsumerLayer, number> {
  return { '0': 0, '1': 0, '2': 0, single: 0, paused: 0 };
}
