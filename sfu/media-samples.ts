import type { Consumer, WebRtcTransport, WebRtcTransportStat } from 'mediasoup/types';
import type { Rooms } from './rooms.ts';

const intervalMs = 1_000;
// Asking a worker costs it and this process a fraction of a millisecond. Ten a second cost the same
// however many transports there are: more only take longer to go round.
const samplesPerTick = 10;

/** What a sample found, to be put into histograms. */
export interface SampleSink {
  /** The share of RTP packets that a transport lost, from 0 to 1. */
  loss(direction: 'in' | 'out', share: number): void;
  /** The time to a client and back, in seconds. */
  roundTrip(seconds: number): void;
}

interface Sum {
  bitsIn: number;
  bitsOut: number;
}

interface Turn {
  transport: WebRtcTransport;
  /** One that flows over it, by which the time to its client is told. */
  consumer: Consumer | undefined;
}

/** Looks at a few transports a second, in turn, and sums up what flows when it has been round. */
export class MediaSamples {
  readonly #timer: NodeJS.Timeout;
  #turn: Turn[] = [];
  #sum: Sum = nothing();
  #last: Sum = nothing();

  constructor(
    private readonly rooms: Rooms,
    private readonly sink: SampleSink,
  ) {
    this.#timer = setInterval(() => void this.#tick(), intervalMs);
    this.#timer.unref();
  }

  /** What all transports receive and send, in bit/s, as the last round found it. */
  get bitrate(): Readonly<{ in: number; out: number }> {
    return { in: this.#last.bitsIn, out: this.#last.bitsOut };
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #tick(): Promise<void> {
    if (this.#turn.length === 0) {
      this.#last = this.#sum;
      this.#sum = nothing();
      this.#turn = this.#connected();
    }
    const sum = this.#sum;
    const now = this.#turn.splice(0, samplesPerTick);
    await Promise.all(now.map((each) => this.#sample(each, sum)));
  }

  #connected(): Turn[] {
    return this.rooms.open.flatMap((room) =>
      [...room.peers.values()].flatMap((peer) => {
        const transports = [...peer.transports.values()];
        const flowing = [...peer.consumers.values()].find(({ paused }) => !paused);
        return transports
          .filter(({ transport }) => transport.dtlsState === 'connected')
          .map(({ transport, direction }) => ({
            transport,
            consumer: direction === 'recv' ? flowing : undefined,
          }));
      }),
    );
  }

  async #sample({ transport, consumer }: Turn, sum: Sum): Promise<void> {
    try {
      const [stats] = transport.closed ? [] : await transport.getStats();
      if (stats) this.#add(stats, sum);
      const [stream] = !consumer || consumer.closed ? [] : await consumer.getStats();
      const roundTripMs = stream?.roundTripTime ?? 0;
      if (roundTripMs > 0) this.sink.roundTrip(roundTripMs / 1000);
    } catch {
      // It closed while it was asked, and so there is nothing to count.
    }
  }

  #add(stats: WebRtcTransportStat, sum: Sum): void {
    sum.bitsIn += stats.recvBitrate;
    sum.bitsOut += stats.sendBitrate;
    const { rtpPacketLossReceived: lossIn, rtpPacketLossSent: lossOut } = stats;
    if (lossIn !== undefined) this.sink.loss('in', lossIn);
    if (lossOut !== undefined) this.sink.loss('out', lossOut);
  }
}

function nothing(): Sum {
  return { bitsIn: 0, bitsOut: 0 };
}
