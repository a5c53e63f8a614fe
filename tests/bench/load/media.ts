/** What the scenes send: RTP as a browser would shape it, without a browser. */
import type { RtpCapabilities, RtpParameters } from 'mediasoup/types';

export type Media = 'camera' | 'microphone' | 'layers';

/** One RTP stream, in steady packets: `bytes` each, `perSecond` of them, `burst` at once. */
export interface Shape {
  kind: 'audio' | 'video';
  payloadType: number;
  clockRate: number;
  bytes: number;
  perSecond: number;
  burst: number;
}

const opus = { kind: 'audio', payloadType: 100, clockRate: 48_000 } as const;
const vp8 = { kind: 'video', payloadType: 101, clockRate: 90_000 } as const;

/** Streams of each medium: `layers` is a camera in the two layers that a meeting of six looks at. */
export const shapes: Record<Media, readonly Shape[]> = {
  microphone: [{ ...opus, bytes: 80, perSecond: 50, burst: 1 }],
  // 500 kbit/s at 30 frames a second, of two packets each.
  camera: [{ ...vp8, bytes: 1042, perSecond: 60, burst: 2 }],
  layers: [
    { ...vp8, bytes: 625, perSecond: 30, burst: 1 },
    { ...vp8, bytes: 1042, perSecond: 60, burst: 2 },
  ],
};

export const levelExtension = {
  uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  id: 10,
} as const;

/**
 * What a receiver can that gives no feedback on bandwidth: the generator answers no RTCP, and
 * congestion control that hears nothing would starve the scene.
 */
export function withoutFeedback({ codecs, headerExtensions }: RtpCapabilities): RtpCapabilities {
  const isEstimate = ({ type }: { type: string }) => /transport-cc|goog-remb/.test(type);
  return {
    codecs: (codecs ?? []).map((codec) => ({
      ...codec,
      rtcpFeedback: (codec.rtcpFeedback ?? []).filter((feedback) => !isEstimate(feedback)),
    })),
    headerExtensions: (headerExtensions ?? []).filter(
      ({ uri }) => !/transport-wide-cc|abs-send-time/.test(uri),
    ),
  };
}

export function rtpParametersOf(media: Media, ssrcs: readonly number[]): RtpParameters {
  const rtcp = { cname: `bench-${ssrcs[0]}` };
  const encodings = ssrcs.map((ssrc) =>
    media === 'layers' ? { ssrc, scalabilityMode: 'L1T1' } : { ssrc },
  );
  if (media === 'microphone') {
    const codecs = [{ mimeType: 'audio/opus', ...opus, channels: 2 }];
    return { codecs, encodings, rtcp, headerExtensions: [levelExtension] };
  }
  const rtcpFeedback = [{ type: 'nack', parameter: 'pli' }];
  return { codecs: [{ mimeType: 'video/VP8', ...vp8, rtcpFeedback }], encodings, rtcp };
}
