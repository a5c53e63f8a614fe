import type { Consumer, PipeTransport, Producer, Router } from 'mediasoup/types';

const listenInfo = { protocol: 'udp', ip: '127.0.0.1' } as const;

/**
 * Carries producers from one router to another on a different worker, over a pair of transports on
 * loopback. mediasoup's own `pipeToRouter` does the same, but leaves a rejection without a handler
 * when a worker dies while a producer is being paused, and never forgets a pair that failed.
 */
export class Pipe {
  private constructor(
    private readonly near: PipeTransport,
    private readonly far: PipeTransport,
  ) {
    // A worker that dies takes its end along; the other end goes with it.
    near.observer.once('close', () => far.close());
    far.observer.once('close', () => near.close());
  }

  /** @throws Error if a worker refuses or dies; nothing is left behind then */
  static async lay(from: Router, to: Router): Promise<Pipe> {
    const ends = await Promise.allSettled(
      [from, to].map((router) => router.createPipeTransport({ listenInfo })),
    );
    const [near, far] = ends.map((end) => (end.status === 'fulfilled' ? end.value : undefined));
    try {
      if (!near || !far) throw new Error('an end of the pipe was not made');
      await Promise.all([meet(near, far), meet(far, near)]);
      return new Pipe(near, far);
    } catch (error) {
      near?.close();
      far?.close();
      throw error;
    }
  }

  onceClosed(listener: () => void): void {
    if (this.near.closed) listener();
    else this.near.observer.once('close', listener);
  }

  /**
   * Makes the producer consumable, under its own id, on the far router, and keeps it paused there as
   * it is here. It ends there with the producer, with the pipe, or when the answer is closed.
   * @throws Error if either is gone
   */
  async carry(producer: Producer): Promise<Consumer> {
    const taken = await this.near.consume({ producerId: producer.id });
    try {
      const given = await this.far.produce({
        id: producer.id,
        kind: taken.kind,
        rtpParameters: taken.rtpParameters,
        paused: taken.producerPaused,
      });
      follow(taken, given);
      return taken;
    } catch (error) {
      taken.close();
      throw error;
    }
  }
}

function meet(end: PipeTransport, other: PipeTransport): Promise<void> {
  const { localAddress: ip, localPort: port } = other.tuple;
  return end.connect({ ip, port });
}

function follow(taken: Consumer, given: Producer): void {
  let turn: Promise<unknown> = Promise.resolve();
  const mirror = () => {
    const act = async () => {
      if (given.closed || given.paused === taken.producerPaused) return;
      await (taken.producerPaused ? given.pause() : given.resume());
    };
    // It fails only where the far end is gone, and then there is nothing to keep in step.
    turn = turn.then(act).catch(() => {});
  };
  taken.on('producerpause', mirror);
  taken.on('producerresume', mirror);
  taken.observer.once('close', () => given.close());
  given.observer.once('close', () => taken.close());
  // The producer may have been paused, or closed, while the far end was made.
  mirror();
  if (taken.closed) given.close();
}
