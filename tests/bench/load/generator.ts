/**
 * Sends and receives the RTP of a scene, and tells what arrived and how late. One process, one clock:
 * each packet carries when it was sent. Its own CPU is on the same cores in every arm.
 */
import { createSocket, type Socket } from 'node:dgram';
import { levelExtension, type Shape } from './media.ts';

export type GeneratorRequest =
  | { op: 'receiver' }
  | { op: 'send'; port: number; ssrc: number; shape: Shape; fanOut: number }
  | { op: 'fanOut'; ssrc: number; fanOut: number }
  | { op: 'window'; ms: number };

/** What a window found. */
export interface Window {
  /** Packets that were to arrive, by what was sent and to how many it goes. */
  expected: number;
  arrived: number;
  /** One-way delay in ms. */
  p50: number;
  p95: number;
}

interface Stream {
  shape: Shape;
  packet: Buffer;
  /** Where the payload begins. */
  payloadAt: number;
  port: number;
  fanOut: number;
  sequence: number;
  dueAt: number;
}

// Enough for the bursts of so many receivers in a socket's buffer.
const receiversPerSocket = 5;
const drainMs = 300;
const bucketMs = 0.25;
const buckets = 4_000;

const sender = createSocket('udp4');
const streams = new Map<number, Stream>();
const sockets: Socket[] = [];
let receivers = 0;
let epoch = 0;
let expected = 0;
let arrived = 0;
let delays = new Uint32Array(buckets);

function nowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

async function receiver(): Promise<number> {
  const index = Math.floor(receivers / receiversPerSocket);
  receivers += 1;
  const socket = sockets[index] ?? createSocket('udp4', receive);
  if (!sockets[index]) {
    sockets[index] = socket;
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    socket.setRecvBufferSize(1 << 20);
  }
  return socket.address().port;
}

function receive(packet: Buffer): void {
  const second = packet[1] ?? 0;
  // RTCP stands where the marker and payload types 64 to 95 would be (RFC 5761 section 4).
  if (second >= 192 && second <= 223) return;
  const hasExtension = ((packet[0] ?? 0) & 0x10) !== 0;
  const payload = 12 + (hasExtension ? 4 + packet.readUInt16BE(14) * 4 : 0);
  if (packet.length < payload + 14 || packet.readUInt32BE(payload + 2) !== epoch) return;
  arrived += 1;
  const late = nowMs() - packet.readDoubleBE(payload + 6);
  const bucket = Math.min(buckets - 1, Math.max(0, Math.floor(late / bucketMs)));
  delays[bucket] = (delays[bucket] ?? 0) + 1;
}

function packetOf({ payloadType, kind, bytes }: Shape, ssrc: number) {
  const extension = kind === 'audio' ? 8 : 0;
  const packet = Buffer.alloc(12 + extension + bytes);
  packet[0] = extension ? 0x90 : 0x80;
  packet[1] = payloadType;
  packet.writeUInt32BE(ssrc, 8);
  if (extension) {
    // One-byte header extension with the level of a voice (RFC 8285, RFC 6464).
    packet.writeUInt16BE(0xbede, 12);
    packet.writeUInt16BE(1, 14);
    packet[16] = levelExtension.id << 4;
    packet[17] = 0x80 | 30;
  }
  // For VP8: the start of a partition and, by the zero behind it, of a key frame (RFC 7741 section 4),
  // so that anybody may begin with any packet.
  packet[12 + extension] = 0x10;
  return { packet, payloadAt: 12 + extension };
}

function send(stream: Stream, at: number): void {
  const { packet, payloadAt, shape } = stream;
  for (let n = 0; n < shape.burst; n += 1) {
    const last = n === shape.burst - 1;
    packet[1] = shape.payloadType | (last ? 0x80 : 0);
    packet.writeUInt16BE(stream.sequence & 0xffff, 2);
    packet.writeUInt32BE(Math.floor((at / 1000) * shape.clockRate) >>> 0, 4);
    packet.writeUInt32BE(epoch, payloadAt + 2);
    packet.writeDoubleBE(nowMs(), payloadAt + 6);
    stream.sequence += 1;
    if (epoch > 0) expected += stream.fanOut;
    sender.send(Buffer.from(packet), stream.port, '127.0.0.1');
  }
}

function tick(): void {
  const now = nowMs();
  for (const stream of streams.values()) {
    if (stream.dueAt > now) continue;
    send(stream, stream.dueAt);
    stream.dueAt += (1000 / stream.shape.perSecond) * stream.shape.burst;
    // After a standstill it goes on from here, instead of sending all that was missed at once.
    if (stream.dueAt < now - 100) stream.dueAt = now;
  }
  setTimeout(tick, 1);
}

async function look(ms: number): Promise<Window> {
  [expected, arrived, delays] = [0, 0, new Uint32Array(buckets)];
  epoch = Math.floor(Math.random() * 0xffff_fffe) + 1;
  await new Promise((resolve) => setTimeout(resolve, ms));
  const sent = expected;
  // What is sent while the last ones arrive does not count.
  for (const stream of streams.values()) stream.dueAt = nowMs() + drainMs + Math.random() * 33;
  await new Promise((resolve) => setTimeout(resolve, drainMs));
  epoch = 0;
  return { expected: sent, arrived, p50: delayAt(0.5), p95: delayAt(0.95) };
}

function delayAt(share: number): number {
  let left = arrived * share;
  const found = delays.findIndex((count) => {
    left -= count;
    return left <= 0;
  });
  return (found + 0.5) * bucketMs;
}

async function carryOut(request: GeneratorRequest): Promise<unknown> {
  switch (request.op) {
    case 'receiver':
      return receiver();
    case 'send': {
      const { port, ssrc, shape, fanOut } = request;
      const phase = Math.random() * 33;
      const stream = { shape, port, fanOut, sequence: 0, dueAt: nowMs() + phase };
      streams.set(ssrc, { ...stream, ...packetOf(shape, ssrc) });
      return undefined;
    }
    case 'fanOut': {
      const stream = streams.get(request.ssrc);
      if (stream) stream.fanOut = request.fanOut;
      return undefined;
    }
    case 'window':
      return look(request.ms);
  }
}

process.on('message', ({ id, ...request }: GeneratorRequest & { id: number }) => {
  carryOut(request).then(
    (result) => process.send?.({ id, result }),
    (error) => process.send?.({ id, error: String(error) }),
  );
});
process.once('disconnect', () => process.exit(0));
tick();
process.send?.('ready');
