import type { Consumer, Producer } from 'mediasoup/types';

/** Tells a sender the highest layer that anybody wants; null while nobody looks at all. */
export type TellWanted = (spatialLayer: number | null) => void;

/** Above every layer there is: what a consumer wants that has never chosen one. */
const everyLayer = 7;
// Whoever looks away for a moment should not cost a key frame when they look back.
const patienceMs = 2_000;

/**
 * Which layers of one video producer anybody wants, by the consumers of people: what nobody wants
 * its sender need not encode. More is told at once, less only when it has stayed so for a while.
 */
class LayerDemand {
  readonly #consumers = new Set<Consumer>();
  readonly #asleep = new Set<Consumer>();
  /** A sender begins with everything on. */
  #told: number | null = everyLayer;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly tell: TellWanted,
    private readonly patience: number,
  ) {
    this.look();
  }

  get asked(): number | null {
    return this.#told;
  }

  add(consumer: Consumer): void {
    this.#consumers.add(consumer);
    consumer.observer.once('close', () => {
      this.#consumers.delete(consumer);
      this.#asleep.delete(consumer);
      this.look();
    });
    this.look();
  }

  sleep(consumer: Consumer, asleep: boolean): void {
    if (asleep) this.#asleep.add(consumer);
    else this.#asleep.delete(consumer);
    this.look();
  }

  look(): void {
    const wanted = this.#wanted();
    if (rank(wanted) >= rank(this.#told)) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#say(wanted);
    } else {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#say(this.#wanted());
      }, this.patience).unref();
    }
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #wanted(): number | null {
    let highest: number | null = null;
    for (const consumer of this.#consumers) {
      if (this.#asleep.has(consumer)) continue;
      const layer = consumer.preferredLayers?.spatialLayer ?? everyLayer;
      if (highest === null || layer > highest) highest = layer;
    }
    return highest;
  }

  #say(wanted: number | null): void {
    if (wanted === this.#told) return;
    this.#told = wanted;
    this.tell(wanted);
  }
}

/** The demand for every video producer of a room. */
export class LayerDemands {
  readonly #byProducer = new Map<string, LayerDemand>();

  /** @param patience how long less must be wanted before it is told, in ms */
  constructor(private readonly patience = patienceMs) {}

  /** Watches a video producer until it closes. */
  begin(producer: Producer, tell: TellWanted): void {
    const demand = new LayerDemand(tell, this.patience);
    this.#byProducer.set(producer.id, demand);
    producer.observer.once('close', () => {
      this.#byProducer.delete(producer.id);
      demand.close();
    });
  }

  /**
   * Counts a person's consumer until it closes. One that was just made counts although it is paused:
   * it is about to be looked at, and its sender may begin while its receiver still connects.
   */
  add(consumer: Consumer): void {
    this.#byProducer.get(consumer.producerId)?.add(consumer);
  }

  /**
   * The highest layer that a sender was last asked for, null for none: a producer of which nothing
   * is asked has every reason to be still. Undefined for what is no video.
   */
  asked(producerId: string): number | null | undefined {
    return this.#byProducer.get(producerId)?.asked;
  }

  /** A person has paused or resumed a consumer. */
  sleep(consumer: Consumer, asleep: boolean): void {
    this.#byProducer.get(consumer.producerId)?.sleep(consumer, asleep);
  }

  /** A person prefers other layers. */
  look(consumer: Consumer): void {
    this.#byProducer.get(consumer.producerId)?.look();
  }
}

function rank(layer: number | null): number {
  return layer ?? -1;
}
