/** A computer in a meeting does not fall asleep, and one that woke up looks around anew. */
import type { PowerMonitor, PowerSaveBlocker } from 'electron';
import type { Command, MeetingReport } from '../preload/contract.ts';
import type { Nearby } from './nearby.ts';
import type { Value } from './value.ts';

export interface PowerOptions {
  blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>;
  monitor: Pick<PowerMonitor, 'on'>;
  meeting: Pick<Value<MeetingReport>, 'get' | 'subscribe'>;
  nearby: Pick<Nearby, 'refresh'>;
  command: (command: Command) => void;
}

export function setupPower({ blocker, monitor, meeting, nearby, command }: PowerOptions): void {
  let block: number | undefined;
  meeting.subscribe(({ state }) => {
    if (state !== 'none') {
      block ??= blocker.start('prevent-display-sleep');
    } else if (block !== undefined) {
      blocker.stop(block);
      block = undefined;
    }
  });
  monitor.on('resume', () => {
    nearby.refresh();
    // The page finds out by itself that its connection broke; it need not wait to try again.
    if (meeting.get().state !== 'none') command({ name: 'woke' });
  });
}
