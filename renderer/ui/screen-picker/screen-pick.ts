/** The shell's question what to share, as the page answers it. */
import { useEffect, useState } from 'preact/hooks';
import type { ScreenChoice } from '../../../preload/contract.ts';
import type { Desktop } from '../../shell/shell.ts';

/** What was chosen; a null id is a cancel. */
export interface ScreenAnswer {
  id: string | null;
  audio: boolean;
}

/** One call of getDisplayMedia that waits for its answer. */
export interface ScreenPick {
  choice: ScreenChoice;
  /** The same as it is now; undefined where the shell cannot say. */
  list(): Promise<ScreenChoice | undefined>;
  /** Only the first answer counts. */
  choose(answer: ScreenAnswer): void;
  openSettings(): void;
}

/** The question that is open, as long as it is. */
export function useScreenPick(desktop: Desktop | undefined): ScreenPick | undefined {
  const [open, setOpen] = useState<ScreenPick>();
  useEffect(() => desktop && listenForPicks(desktop, setOpen), [desktop]);
  return open;
}

/** Shows each question, and undefined when it is answered. Answers the function that ends it. */
function listenForPicks(desktop: Desktop, show: (pick: ScreenPick | undefined) => void) {
  let open: ScreenPick | undefined;
  return desktop.listen((command) => {
    if (command.name !== 'pick-screen') return;
    const pick: ScreenPick = {
      choice: command.choice,
      list: () => desktop.listScreens(),
      choose: (answer) => {
        // Nor does it answer a later question, which has taken its place.
        if (open !== pick) return;
        open = undefined;
        show(undefined);
        void desktop.chooseScreen(answer);
      },
      openSettings: () => void desktop.openScreenSettings(),
    };
    open = pick;
    show(pick);
  });
}
