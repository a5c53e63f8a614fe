/** What the screens find around them: the one place where they meet the shell and the call. */
import { type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Meeting } from '../call/call-state.ts';
import type { LocalMedia } from '../media/media-state.ts';
import type { RoomPlace, Shell } from '../shell/shell.ts';
import type { Notices } from './notices.ts';
import type { Question } from './question-dialog.tsx';
import type { Router } from './router.ts';

/** One visit to a room, from the pre-join screen to its end. */
export interface Session {
  readonly meeting: Meeting;
  readonly media: LocalMedia;
}

/** The visit that is on the screen, for whoever is not a part of it: menus, links, settings. */
export interface Presence {
  readonly session: Session;
  readonly place: RoomPlace;
  readonly roomName: string;
}

/** What was asked of the screens from outside of them. */
export interface Wishes {
  readonly settings: Signal<boolean>;
  readonly statistics: Signal<boolean>;
  readonly host: Signal<boolean>;
}

export interface Surroundings {
  readonly router: Router;
  readonly shell: Shell;
  readonly notices: Notices;
  readonly presence: Signal<Presence | undefined>;
  readonly wishes: Wishes;
  /** What the person is asked at this moment. */
  readonly question: Signal<Question | undefined>;
  openSession(place: RoomPlace): Session;
  /** The devices alone, for when there is no session; belongs to the caller. */
  openMedia(): LocalMedia;
}

/** The part of the surroundings that is only about the screens themselves. */
export function quietScreens(): Pick<Surroundings, 'presence' | 'wishes' | 'question'> {
  return {
    presence: signal(undefined),
    question: signal(undefined),
    wishes: { settings: signal(false), statistics: signal(false), host: signal(false) },
  };
}

export const SurroundingsContext = createContext<Surroundings | undefined>(undefined);

export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (!surroundings) throw new Error('a screen stands outside of its surroundings');
  return surroundings;
}
