/** A room on real workers, in which people send and receive RTP that the tests make and count. */
import type { DirectTransport, RtpParameters } from 'mediasoup/types';
import { Registry } from 'prom-client';
import { onTestFinished } from 'vitest';
import { consume } from '../../../sfu/consume.ts';
import { createLog } from '../../../sfu/log.ts';
import type { Peer } from '../../../sfu/peer.ts';
import { produce } from '../../../sfu/produce.ts';
import { RecoveryMetrics } from '../../../sfu/recovery-metrics.ts';
import type { Room } from '../../../sfu/room.ts';
import { Rooms } from '../../../sfu/rooms.ts';
import { WorkerPool } from '../../../sfu/workers.ts';
import { memoryChats } from './chats.ts';
import { mediaPorts } from './sfu.ts';
import { until } from './until.ts';

export interface SpreadRoom {
  room: Room;
  workers: WorkerPool;
  /** Somebody who joins now; notifications are told by name. */
  join(displayName: string): Promise<RtpPerson>;
}

/**
 * A room with two workers to spread over.
 * @param spreadAt percent of a core at which it does; 0 gives it a router on each from the start
 */
export async function spreadRoom(maxSpeakers = 6, spreadAt = 0): Promise<SpreadRoom> {
  const log = createLog('none');
  const workers = await WorkerPool.start({
    ...mediaPorts(),
    count: 2,
    workerBin: process.env.MEDIASOUP_WORKER_BIN,
    addresses: ['127.0.0.1'],
    announcedIp: undefined,
    log,
  });
  const chats = await memoryChats(log);
  const limits = {
    maxRooms: 1,
    maxPeersPerRoom: 100,
    maxSpeakers,
    roomGrace: 60_000,
    spreadAt,
  };
  const recovery = new RecoveryMetrics(new Registry());
  const transportOptions = { initialBitrate: 1_000_000, maxIncomingBitrate: 0 };
  const rest = { peerGrace: 0, transportOptions, chats, recovery, admit: () => {}, log };
  const rooms = new Rooms(workers, { ...limits, ...rest });
  onTestFinished(async () => {
    await Promise.all([rooms.close(), workers.close()]);
    await chats.close();
  });
  const room = await rooms.obtain('spread', 'Spread');
  return { room, workers, join: (displayName) => RtpPerson.join(room, displayName) };
}

/** A peer whose transport is this process instead of a browser. */
export class RtpPerson {
  readonly heard: string[] = [];
  /** Packets that arrived, by producer. */
  readonly received = new Map<string, number>();

  private constructor(
    readonly peer: Peer,
    private transport: DirectTransport,
    heard: string[],
  ) {
    this.heard = heard;
  }

  static async join(room: Room, displayName: string): Promise<RtpPerson> {
    const heard: string[] = [];
    const peer = room.join({
      displayName,
      rtpCapabilities: room.routers.rtpCapabilities,
      socket: { notify: (name) => heard.push(name), local: true, released: () => {} },
      session: undefined,
    });
    peer.outbox.open();
    return new RtpPerson(peer, await peer.home.router.createDirectTransport(), heard);
  }

  /** Takes another transport where the peer lives now. */
  async moveAlong(): Promise<void> {
    this.transport = await this.peer.home.router.createDirectTransport();
  }

  async produce(rtpParameters: RtpParameters, kind: 'audio' | 'video'): Promise<string> {
    const owned = { transport: this.transport };
    const { id } = await produce(this.peer, owned, {
      transportId: this.transport.id,
      kind,
      rtpParameters,
    });
    return id;
  }

  /** Consumes somebody's producer and counts what arrives. */
  async consume(sender: RtpPerson, producerId: string): Promise<void> {
    const produced = sender.peer.producers.get(producerId);
    if (!produced) throw new Error('no such producer');
    const { id } = await consume({
      peer: this.peer,
      owned: { transport: this.transport },
      sender: sender.peer,
      produced,
      rtpCapabilities: this.peer.room.routers.rtpCapabilities,
    });
    const consumer = this.peer.consumers.get(id);
    consumer?.on('rtp', () =>
      this.received.set(producerId, (this.received.get(producerId) ?? 0) + 1),
    );
    await consumer?.resume();
  }

  /** Sends packets of a producer until `enough`. */
  async sendUntil(producerId: string, what: string, enough: () => boolean): Promise<void> {
    const producer = this.peer.producers.get(producerId)?.producer;
    const { codecs, encodings } = producer?.rtpParameters ?? { codecs: [], encodings: [] };
    let sequence = 0;
    await until(what, () => {
      const packet = rtp(codecs[0]?.payloadType ?? 0, encodings?.[0]?.ssrc ?? 0, sequence);
      sequence += 1;
      producer?.send(packet);
      return enough();
    });
  }
}

/** A packet of Opus, or of VP8 that begins a key frame: RFC 3550 section 5.1, RFC 7741 section 4. */
function rtp(payloadType: number, ssrc: number, sequence: number): Buffer {
  const packet = Buffer.alloc(12 + 40);
  packet[0] = 0x80;
  packet[1] = payloadType | 0x80;
  packet.writeUInt16BE(sequence & 0xffff, 2);
  packet.writeUInt32BE(sequence * 960, 4);
  packet.writeUInt32BE(ssrc, 8);
  packet[12] = 0x10;
  return packet;
}
