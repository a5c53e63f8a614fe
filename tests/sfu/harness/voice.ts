/** A microphone whose packets a test makes: Opus with its level in the header (RFC 6464). */
import type { RtpParameters } from 'mediasoup/types';
import { audio } from './rtp.ts';
import type { RtpPerson } from './spread-room.ts';

const extension = 5;
export const silence = -127;

export function microphone(): RtpParameters {
  const uri = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
  return { ...audio(), headerExtensions: [{ uri, id: extension }] };
}

export class Voice {
  #sequence = 0;

  private constructor(
    readonly person: RtpPerson,
    readonly id: string,
  ) {}

  static async of(person: RtpPerson): Promise<Voice> {
    return new Voice(person, await person.produce(microphone(), 'audio'));
  }

  /** Sends 20 ms of it, at a level in dBov. */
  say(level: number): void {
    const producer = this.person.peer.producers.get(this.id)?.producer;
    const { codecs, encodings } = producer?.rtpParameters ?? { codecs: [], encodings: [] };
    const [{ payloadType = 0 } = {}] = codecs;
    producer?.send(packetOf(payloadType, encodings?.[0]?.ssrc ?? 0, this.#sequence, level));
    this.#sequence += 1;
  }
}

export function packetOf(payloadType: number, ssrc: number, sequence: number, level: number) {
  const packet = Buffer.alloc(12 + 8 + 40);
  packet[0] = 0x90;
  packet[1] = payloadType;
  packet.writeUInt16BE(sequence & 0xffff, 2);
  packet.writeUInt32BE(sequence * 960, 4);
  packet.writeUInt32BE(ssrc, 8);
  packet.writeUInt16BE(0xbede, 12);
  packet.writeUInt16BE(1, 14);
  packet[16] = extension << 4;
  packet[17] = 0x80 | -level;
  return packet;
}
