/** In which quality the sound of each source of this machine is sent; of video see video-sending.ts. */
import type { ProducerOptions } from 'mediasoup-client/types';

/** Redundant audio (RFC 2198) is none of it: mediasoup does not forward it, and FEC is in the codec. */
export const audioOptions: Record<'microphone' | 'screen-audio', ProducerOptions> = {
  microphone: { codecOptions: { opusFec: true, opusDtx: true, opusStereo: false } },
  'screen-audio': {
    // Music rather than speech: in stereo, and without the holes that DTX cuts into quiet passages.
    codecOptions: {
      opusStereo: true,
      opusDtx: false,
      opusFec: true,
      opusMaxAverageBitrate: 128_000,
    },
  },
};
