/** Media parameters as a browser would send them. */
import { randomBytes, randomInt } from 'node:crypto';
import type {
  DtlsParameters,
  RtpCapabilities,
  RtpEncodingParameters,
  RtpParameters,
} from 'mediasoup/types';

/** A DTLS side of somebody who will never come: right in form. */
export function dtlsParameters(role: 'client' | 'server' | 'auto' = 'client') {
  const value = randomBytes(32).toString('hex').toUpperCase().match(/../g)?.join(':') ?? '';
  return { role, fingerprints: [{ algorithm: 'sha-256', value }] } satisfies DtlsParameters;
}

const ssrc = () => randomInt(1, 2 ** 31);

export function audio(mid?: string): RtpParameters {
  return {
    ...(mid !== undefined && { mid }),
    codecs: [
      {
        mimeType: 'audio/opus',
        payloadType: 111,
        clockRate: 48_000,
        channels: 2,
        parameters: { useinbandfec: 1 },
      },
    ],
    encodings: [{ ssrc: ssrc() }],
    rtcp: { cname: randomBytes(6).toString('hex') },
  };
}

const vp8 = [
  {
    mimeType: 'video/VP8',
    payloadType: 96,
    clockRate: 90_000,
    rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }],
  },
  { mimeType: 'video/rtx', payloadType: 97, clockRate: 90_000, parameters: { apt: 96 } },
];

function videoOf(encodings: RtpEncodingParameters[]): RtpParameters {
  return { codecs: vp8, encodings, rtcp: { cname: randomBytes(6).toString('hex') } };
}

export function video(): RtpParameters {
  return videoOf([{ ssrc: ssrc(), rtx: { ssrc: ssrc() } }]);
}

/** Three layers of quality, each with three in time. */
export function simulcast(): RtpParameters {
  return videoOf([0, 1, 2].map(() => ({ ssrc: ssrc(), scalabilityMode: 'L1T3' })));
}

/** What a device can that plays nothing but sound. */
export function playsSound(router: RtpCapabilities): RtpCapabilities {
  return { ...router, codecs: (router.codecs ?? []).filter(({ kind }) => kind === 'audio') };
}
