import type { RouterRtpCodecCapability } from 'mediasoup/types';

/**
 * What every router offers, in order of preference: VP8 first, because every browser encodes it in
 * simulcast layers cheaply. H264 as constrained baseline, the profile that all browsers decode
 * (RFC 7742 section 5). See mediasoup.org/documentation/v3/mediasoup/rtp-parameters-and-capabilities.
 */
export const mediaCodecs: RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
    parameters: { useinbandfec: 1, usedtx: 1 },
  },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  { kind: 'video', mimeType: 'video/VP9', clockRate: 90_000, parameters: { 'profile-id': 0 } },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    parameters: {
      'packetization-mode': 1,
      'profile-level-id': '42e01f',
      'level-asymmetry-allowed': 1,
    },
  },
  { kind: 'video', mimeType: 'video/AV1', clockRate: 90_000 },
];
