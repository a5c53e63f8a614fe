/** Tells the others what holds a video of this machine back, and how large it is. */
import type { Producer } from 'mediasoup-client/types';
import type { Signalling } from '../signalling/signalling.ts';
import { type Limitation, limitationOf } from '../state/quality-reason.ts';

interface Report {
  limitation: Limitation;
  width: number;
  height: number;
}

/** Between two looks, in ms. */
const interval = 2_000;

/**
 * Reports what has changed and has stayed so for two looks: an encoder that only begins is held back
 * by everything for a moment. Ends with the producer.
 * @param limited told at this end too
 */
export function reportSending(
  producer: Producer,
  signalling: Pick<Signalling, 'request'>,
  limited: (limitation: Limitation) => void,
  failed: (error: unknown) => void,
  every = interval,
): void {
  let before = '';
  let said = '';
  const look = async () => {
    const report = await read(producer);
    const now = JSON.stringify(report);
    if (producer.closed || !report || now === said || now !== before) {
      before = now;
      return;
    }
    said = now;
    limited(report.limitation);
    await signalling.request('reportSending', { producerId: producer.id, ...report });
  };
  const timer = setInterval(() => {
    if (!producer.paused) look().catch(failed);
  }, every);
  producer.observer.once('close', () => clearInterval(timer));
}

async function read(producer: Producer): Promise<Report | undefined> {
  const { width, height } = producer.track?.getSettings() ?? {};
  if (!width || !height) return undefined;
  const streams: { active?: boolean; qualityLimitationReason?: string }[] = [];
  for (const stats of (await producer.getStats()).values()) {
    if (stats.type === 'outbound-rtp') streams.push(stats);
  }
  return { limitation: limitationOf(streams), width, height };
}
