/** In which quality a video of this machine is sent. Pure. */
import type { ScreenDetail } from '../media/media-state.ts';
import type { VideoMode } from './picture-wish.ts';

/** `lan`: the path to the server is local and the server has power to spare, so nothing is capped. */
export type SendProfile = 'lan' | 'open';

export interface Encoding {
  /** Smaller by this in both directions. */
  readonly scaleResolutionDownBy?: number;
  /** In bit/s; left out where it is not capped. */
  readonly maxBitrate?: number;
  /** W3C webrtc-svc section 5: sizes and frame rates that can be taken out of one stream. */
  readonly scalabilityMode?: string;
  readonly priority?: 'high';
}

export interface SendSituation {
  readonly source: 'camera' | 'screen';
  /** What a screen is made for; of no meaning for a camera. */
  readonly detail: ScreenDetail;
  /** Such as `video/VP9`. */
  readonly codec: string;
  readonly profile: SendProfile;
}

export interface SendPlan {
  /** The lowest quality first. */
  readonly encodings: readonly Encoding[];
  /** Where the estimate of the path begins, in kbit/s: without it the first seconds are blurred. */
  readonly startBitrate: number;
  /** What is given up first when the machine or the path does not suffice. */
  readonly preference: RTCDegradationPreference;
}

const cameraCaps = {
  open: [150_000, 500_000, 1_500_000],
  lan: [300_000, 1_200_000, undefined],
} satisfies Record<SendProfile, (number | undefined)[]>;
const screenCaps = { open: 5_000_000, lan: undefined };
const startBitrates = {
  camera: { open: 1_000, lan: 3_000 },
  screen: { open: 3_000, lan: 8_000 },
};

export function sendPlan(situation: SendSituation): SendPlan {
  const { source, profile } = situation;
  const startBitrate = startBitrates[source][profile];
  if (source === 'camera') {
    const encodings = cameraCaps[profile].map((cap, layer, { length }) => ({
      scaleResolutionDownBy: 2 ** (length - 1 - layer),
      ...capped(cap),
      scalabilityMode: 'L1T3',
    }));
    return { encodings, startBitrate, preference: 'balanced' };
  }
  return screenPlan(situation, startBitrate);
}

/**
 * Letters that were scaled down cannot be read by anybody, so text goes out in one sharp layer, which
 * may only lose frames. Motion may lose size too, where the codec can carry several in one stream.
 */
function screenPlan({ detail, codec, profile }: SendSituation, startBitrate: number): SendPlan {
  const scalabilityMode = detail === 'motion' ? 'L3T3_KEY' : 'L1T3';
  const layers = isLayered(codec) ? { scalabilityMode } : {};
  return {
    // Before all cameras, because it is what people look at.
    encodings: [{ ...capped(screenCaps[profile]), ...layers, priority: 'high' }],
    startBitrate,
    preference: detail === 'text' ? 'maintain-resolution' : 'maintain-framerate',
  };
}

function capped(maxBitrate: number | undefined): Pick<Encoding, 'maxBitrate'> {
  return maxBitrate === undefined ? {} : { maxBitrate };
}

function isLayered(codec: string): boolean {
  return /^video\/(vp9|av1)$/i.test(codec);
}

/** In which size a camera is captured, in pixels and frames a second. */
export function captureSize(profile: SendProfile): MediaTrackConstraints {
  const [width, height] = profile === 'lan' ? [1920, 1080] : [1280, 720];
  return { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: 30 } };
}

/** Whether a video has to be produced anew to get from one plan to the other: its layers differ. */
export function needsNewProducer(one: SendPlan, other: SendPlan): boolean {
  const shape = ({ encodings }: SendPlan) =>
    encodings.map(({ scalabilityMode }) => scalabilityMode);
  return shape(one).join() !== shape(other).join();
}

/**
 * The highest layer to encode: what somebody wants, and with a camera no more than this person is
 * willing to send; -1 for none.
 */
export function highestLayer(
  source: SendSituation['source'],
  wanted: number | null,
  mode: VideoMode,
): number {
  if (wanted === null) return -1;
  return source === 'camera' && mode !== 'full' ? Math.min(wanted, 1) : wanted;
}
