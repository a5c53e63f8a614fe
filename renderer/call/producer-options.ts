/** In which quality each source of this machine is sent. */
import type { ProducerOptions, RtpCapabilities } from 'mediasoup-client/types';
import { kindOfSource, type Source } from '../../sfu/protocol/model.ts';

type Quality = Pick<ProducerOptions, 'codecOptions' | 'encodings'>;

// `videoGoogleStartBitrate` is where the estimate begins, in kbit/s: without it the first seconds
// are blurred. Everything else is in bits a second.
const qualities: Record<Source, Quality> = {
  microphone: { codecOptions: { opusFec: true, opusDtx: true, opusStereo: false } },
  camera: {
    // Three layers of 720p, so that every tile size has a fitting one.
    encodings: [
      { scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: 'L1T3' },
      { scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: 'L1T3' },
      { scaleResolutionDownBy: 1, maxBitrate: 1_500_000, scalabilityMode: 'L1T3' },
    ],
    codecOptions: { videoGoogleStartBitrate: 1_000 },
  },
  screen: {
    // One sharp layer, because letters that were scaled down cannot be read by anybody; and before
    // all cameras, because it is what people look at.
    encodings: [{ maxBitrate: 5_000_000, priority: 'high' }],
    codecOptions: { videoGoogleStartBitrate: 3_000 },
  },
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

export function producerOptions(source: Source, { codecs }: RtpCapabilities): ProducerOptions {
  const quality = qualities[source];
  if (kindOfSource[source] === 'audio') return quality;
  // Every browser decodes VP8, and encodes it cheaply.
  const vp8 = codecs?.find(({ mimeType }) => /^video\/vp8$/i.test(mimeType));
  return vp8 ? { ...quality, codec: vp8 } : quality;
}
