/** When the picture of a remote camera can really be drawn. */
import type { Consumer } from 'mediasoup-client/types';

/** Calls `arrived` once, with the next frame that comes; the returned function stops waiting. */
export type AwaitFrame = (consumer: Consumer, arrived: () => void) => () => void;

/** How often a receiver is asked, in ms: about one frame. */
const interval = 40;

/**
 * Asks the receiver for the time of its latest frame. A track's `unmute` event tells of its first
 * frame only, and not of the first one after a pause.
 */
export const awaitFrame: AwaitFrame = (consumer, arrived) => {
  const before = latestFrame(consumer);
  const timer = setInterval(() => {
    const latest = latestFrame(consumer);
    // Undefined again means only that the last frame is long ago.
    if (latest === undefined || latest === before) return;
    clearInterval(timer);
    arrived();
  }, interval);
  return () => clearInterval(timer);
};

function latestFrame({ rtpReceiver }: Consumer): number | undefined {
  return rtpReceiver?.getSynchronizationSources()[0]?.timestamp;
}
