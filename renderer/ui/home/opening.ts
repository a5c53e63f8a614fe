import { useEffect, useRef, useState } from 'preact/hooks';
import type { OpenError, Opened } from '../../shell/shell.ts';
import { useSurroundings } from '../surroundings.ts';

/** Which way into a room is tried: hosting, the link, or a row of a list. */
export type Way = 'host' | 'link' | `nearby ${string}` | `recent ${string}`;

export interface Opening {
  /** What is under way. */
  busy: Way | undefined;
  refused: { way: Way; error: OpenError } | undefined;
  /** Goes into the room that is found; of several tries the last one counts. */
  open(way: Way, find: () => Promise<Opened>): void;
  /** Takes back what is under way, and what was refused. */
  forget(): void;
}

type Attempt = Pick<Opening, 'busy' | 'refused'>;
const none: Attempt = { busy: undefined, refused: undefined };

export function useOpening(): Opening {
  const { router } = useSurroundings();
  const [attempt, setAttempt] = useState(none);
  const newest = useRef(0);
  const forget = () => {
    newest.current += 1;
    setAttempt((shown) => (shown.busy || shown.refused ? none : shown));
  };
  const open = async (way: Way, find: () => Promise<Opened>) => {
    newest.current += 1;
    const mine = newest.current;
    setAttempt({ busy: way, refused: undefined });
    const opened = await find();
    if (newest.current !== mine) return;
    setAttempt(
      opened.kind === 'refused' ? { ...none, refused: { way, error: opened.error } } : none,
    );
    if (opened.kind === 'room') router.goToRoom(opened.room);
  };
  // Whoever has gone elsewhere meanwhile is not fetched back.
  useEffect(
    () => () => {
      newest.current += 1;
    },
    [],
  );
  return { ...attempt, open: (way, find) => void open(way, find), forget };
}
