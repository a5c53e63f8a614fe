/** What anybody on the network can throw at the ports where media comes in. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mediaOf } from '../sfu/harness/media.ts';
import { consume, freshRoom, joinAs, produce } from '../sfu/harness/person.ts';
import { simulcast } from '../sfu/harness/rtp.ts';
import { sharedSfu } from '../sfu/harness/sfu.ts';
import { isAlive } from '../sfu/harness/until.ts';
import { runs, seed } from './property.ts';

const shared = sharedSfu();

const bytes = (minLength: number, maxLength: number) => fc.uint8Array({ minLength, maxLength });
const magicCookie = [0x21, 0x12, 0xa4, 0x42];

/** STUN (RFC 8489 section 5): a binding request with attributes that lie about their length. */
const stun = fc
  .tuple(
    fc.constantFrom(0x0001, 0x0101, 0x0111, 0x0011),
    fc.nat(0xffff),
    bytes(12, 12),
    bytes(0, 80),
  )
  .map(([type, length, transaction, rest]) => [
    ...uint16(type),
    ...uint16(length),
    ...magicCookie,
    ...transaction,
    ...rest,
  ]);
/** DTLS (RFC 6347 section 4.1): a record of some kind and version. */
const dtls = fc
  .tuple(
    fc.integer({ min: 20, max: 63 }),
    fc.constantFrom(0xfeff, 0xfefd, 0),
    bytes(8, 8),
    bytes(0, 200),
  )
  .map(([type, version, place, rest]) => [type, ...uint16(version), ...place, ...rest]);
/** RTP and RTCP (RFC 3550): version 2, and then anything, extensions and counts included. */
const rtp = fc
  .tuple(fc.integer({ min: 0x80, max: 0xbf }), fc.nat(0xff), bytes(0, 300))
  .map(([first, second, rest]) => [first, second, ...rest]);

const datagram = fc
  .oneof(stun, dtls, rtp, bytes(0, 1400))
  .map((content) => Buffer.from(content as Uint8Array));

describe('junk on a media port', () => {
  it('harms neither its worker nor a meeting on it, over UDP', async () => {
    const check = await meetingOn();
    const socket = createSocket('udp4');
    const { port } = onlyWorker();
    for (const [index, junk] of fc.sample(datagram, { numRuns: runs(0.1), seed }).entries()) {
      socket.send(junk, port, '127.0.0.1');
      // So that they are sent and read, and not dropped by the system.
      if (index % 32 === 0) await turn();
    }
    socket.close();
    await check();
  }, 600_000);

  it('harms neither its worker nor a meeting on it, over TCP', async () => {
    const check = await meetingOn();
    const { port } = onlyWorker();
    // RFC 4571 puts a length of 16 bits before each packet; some say the truth.
    const stream = fc
      .array(fc.tuple(fc.boolean(), datagram), { maxLength: 5 })
      .map((frames) =>
        Buffer.concat(
          frames.flatMap(([honest, frame]) => [
            Buffer.from(uint16(honest ? frame.length : 0xffff)),
            frame,
          ]),
        ),
      );
    for (const junk of fc.sample(stream, { numRuns: runs(0.002), seed })) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      await once(socket, 'connect');
      await new Promise((resolve) => socket.write(junk, resolve));
      socket.destroy();
    }
    await check();
  }, 600_000);
});

/** A meeting, and the check that it and its worker still do all that they did. */
async function meetingOn(): Promise<() => Promise<void>> {
  const roomId = freshRoom();
  const ana = await joinAs(shared(), 'Ana', roomId);
  const ben = await joinAs(shared(), 'Ben', roomId);
  const producerId = await produce(ana, simulcast());
  const { id: consumerId } = await consume(ben, producerId);
  const { pid } = onlyWorker();
  return async () => {
    await ben.client.ask('resumeConsumer', { consumerId });
    await ana.client.ask('restartIce', { transportId: ana.send });
    expect(await mediaOf(pid)).toMatchObject({ transports: 4, producers: 1, consumers: 1 });
    expect(isAlive(pid)).toBe(true);
    expect(shared().sfu.stats()).toMatchObject({ workerDeaths: 0, peers: 2 });
  };
}

function onlyWorker(): { pid: number; port: number } {
  const [worker] = shared().sfu.stats().workers;
  if (!worker) throw new Error('no worker');
  return worker;
}

function uint16(value: number): [number, number] {
  return [value >> 8, value & 0xff];
}
