/** The way back into a meeting, by the shortest path that mends what is broken. */
import type { Signalling } from '../signalling/signalling.ts';
import type { Admission } from './admission.ts';
import type { Attendance } from './attendance.ts';
import type { CallFailure } from './call-failure.ts';
import type { CallErrorCode } from './call-state.ts';
import { type RetryOptions, retry } from './retry.ts';

/** What can break: the socket, the media while the server is reached, or the place in the room. */
export type Break = 'connection' | 'media' | 'place';

export interface RecoverySetup extends Omit<RetryOptions, 'attempt'> {
  signalling: Signalling;
  attendance: Attendance;
  admission: Admission;
  /** Joins anew. */
  enter: () => Promise<void>;
  /** Told of each attempt, counted from 1. */
  attempting: (number: number) => void;
}

const placeless = new Set<CallErrorCode>(['NOT_JOINED', 'ROOM_CLOSED', 'ROOM_NOT_FOUND']);

/** What is broken when the media of a session has failed in this way. */
export function breakOf({ code }: CallFailure): Break {
  if (code === 'TIMEOUT') return 'connection';
  return placeless.has(code) ? 'place' : 'media';
}

export class Recovery {
  readonly #setup: RecoverySetup;
  readonly #broken = new Set<Break>();

  constructor(setup: RecoverySetup) {
    this.#setup = setup;
  }

  /** Whether anything is broken now. */
  get needed(): boolean {
    return this.#broken.size > 0;
  }

  note(broken: Break): void {
    this.#broken.add(broken);
  }

  /** Mends until nothing is broken. Rejects where that cannot be, or takes too long. */
  async run(): Promise<void> {
    const attempt = async (number: number) => {
      this.#setup.attempting(number);
      const broken = new Set(this.#broken);
      this.#broken.clear();
      try {
        await this.#mend(broken, number > 1);
      } catch (error) {
        for (const each of broken) this.#broken.add(each);
        throw error;
      }
    };
    while (this.needed) await retry({ ...this.#setup, attempt });
  }

  async #mend(broken: Set<Break>, again: boolean): Promise<void> {
    const { signalling, admission, attendance, enter } = this.#setup;
    if (broken.has('connection') || again || signalling.state.value !== 'open') {
      await signalling.connect();
      const reply = broken.has('place') ? undefined : await admission.resume(attendance.heard);
      if (!reply) broken.add('place');
      else if (!attendance.resume(reply)) broken.add('media');
    }
    if (broken.has('place')) await enter();
    else if (broken.has('media')) await attendance.renew(() => admission.restartMedia());
    else return;
    // Whatever broke of the old media went with it.
    this.#broken.delete('media');
  }
}
