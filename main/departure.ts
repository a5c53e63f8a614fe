/** Quitting: asks where people would lose something, tells them, and leaves nothing behind. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command, HostState, MeetingReport } from '../preload/contract.ts';

export interface Question {
  message: string;
  detail: string;
  confirm: string;
}

/** How many are in the room that is hosted here, besides whoever hosts it. */
export function guestsOf(host: HostState, meeting: MeetingReport): number {
  if (host.name !== 'running') return 0;
  const inOwn = meeting.state !== 'none' && meeting.origin === host.origin;
  return Math.max(0, host.people - (inOwn ? 1 : 0));
}

/** What to ask before the app ends, or undefined if nobody would notice. */
export function quitQuestion(host: HostState, meeting: MeetingReport): Question | undefined {
  const guests = guestsOf(host, meeting);
  if (guests > 0) {
    return {
      message: `${guests === 1 ? '1 person is' : `${guests} people are`} in the room that you host.`,
      detail: 'If you quit Parley, the meeting ends for everybody.',
      confirm: 'End the meeting and quit',
    };
  }
  if (meeting.state === 'none' || meeting.people < 2) return undefined;
  return {
    message: `You are in ${meeting.roomName}.`,
    detail: 'If you quit Parley, you leave the meeting.',
    confirm: 'Leave and quit',
  };
}

export interface DepartureOptions {
  host: () => HostState;
  meeting: () => MeetingReport;
  /** Resolves to whether the person wants to go on. */
  ask: (question: Question) => Promise<boolean>;
  command: (command: Command) => void;
  /** Ends what runs besides the page, as what the others will hear of. */
  close: () => Promise<void>;
  /** Quits; this time nothing stops it. */
  quit: () => void;
}

const goodbyeMs = 1_000;

export class Departure {
  #stage: 'here' | 'asking' | 'leaving' | 'gone' = 'here';

  constructor(private readonly options: DepartureOptions) {}

  get leaving(): boolean {
    return this.#stage === 'leaving' || this.#stage === 'gone';
  }

  /** Somebody wants the app to end. Answers whether it may end at once. */
  begin(): boolean {
    if (this.#stage === 'gone') return true;
    if (this.#stage === 'here') void this.#askAndLeave();
    return false;
  }

  /** For a system that will not wait for an answer. */
  leaveUnasked(): void {
    if (!this.leaving) void this.#leave();
  }

  /** Leaves unasked, since nobody would notice, and ends with this in the place of quitting. */
  leaveWith(end: () => void): void {
    if (this.#stage === 'here') void this.#leave(end);
  }

  async #askAndLeave(): Promise<void> {
    const question = quitQuestion(this.options.host(), this.options.meeting());
    if (question) {
      this.#stage = 'asking';
      const wanted = await this.options.ask(question);
      if (this.leaving) return;
      this.#stage = 'here';
      if (!wanted) return;
    }
    await this.#leave();
  }

  async #leave(end = this.options.quit): Promise<void> {
    this.#stage = 'leaving';
    this.options.command({ name: 'goodbye' });
    // The page's own goodbye goes first: without it the others would wait for its return.
    const deadline = Date.now() + goodbyeMs;
    while (this.options.meeting().state !== 'none' && Date.now() < deadline) await sleep(20);
    await this.options.close().catch((error: unknown) => {
      process.stderr.write(`parley: not everything could be closed: ${String(error)}\n`);
    });
    this.#stage = 'gone';
    end();
  }
}
