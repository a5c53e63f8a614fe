import type { Consumer, DirectTransport, RtpCapabilities } from 'mediasoup/types';

const levelUri = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
// What a packet without a level counts as, by its size: with DTX silence is a few bytes.
const unmeasured = { voice: -40, silence: -127 };
const largestSilence = 16;

/**
 * Hears a microphone packet by packet. mediasoup's own observers tell of a voice only at the end of
 * an interval that had 10 packets of it, which is up to 450 ms after its first word.
 * @param hear called with the level of each packet in dBov
 */
export async function openEar(
  transport: DirectTransport,
  producerId: string,
  rtpCapabilities: RtpCapabilities,
  hear: (level: number) => void,
): Promise<Consumer> {
  const ear = await transport.consume({ producerId, rtpCapabilities });
  const { headerExtensions = [] } = ear.rtpParameters;
  const extension = headerExtensions.find(({ uri }) => uri === levelUri)?.id;
  ear.on('rtp', (packet) => hear(levelOf(packet, extension)));
  return ear;
}

/** The level that an RTP packet states in its header (RFC 6464, RFC 8285), in dBov. */
export function levelOf(packet: Uint8Array, extension: number | undefined): number {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  if (view.byteLength < 12) return unmeasured.silence;
  const first = view.getUint8(0);
  let at = 12 + 4 * (first & 0x0f);
  if ((first & 0x10) === 0 || at + 4 > view.byteLength) return guess(view.byteLength - at);
  const isLong = view.getUint16(at) !== 0xbede;
  const end = Math.min(at + 4 + 4 * view.getUint16(at + 2), view.byteLength);
  at += 4;
  while (at < end) {
    const head = view.getUint8(at);
    if (head === 0) {
      // Padding between elements.
      at += 1;
      continue;
    }
    const id = isLong ? head : head >> 4;
    const length = isLong ? (at + 1 < end ? view.getUint8(at + 1) : 0) : (head & 0x0f) + 1;
    at += isLong ? 2 : 1;
    if (id === extension && at < end && length > 0) return -(view.getUint8(at) & 0x7f);
    at += length;
  }
  return guess(view.byteLength - end);
}

function guess(payloadBytes: number): number {
  return payloadBytes > largestSilence ? unmeasured.voice : unmeasured.silence;
}
