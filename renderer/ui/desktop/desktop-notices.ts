import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Problem } from '../../../preload/contract.ts';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';

/**
 * Says once what came up in the app, and leaves it there until it was read. A port that moved also
 * stands at the room on the home screen.
 */
export function useDesktopNotices(): void {
  const { shell, notices } = useSurroundings();
  const told = useRef(new WeakSet<Problem>());
  const movedTo = useRef<number>(undefined);
  useSignalEffect(() => {
    for (const problem of shell.desktop?.problems.value ?? []) {
      if (!told.current.has(problem)) notices.keep(problem.message);
      told.current.add(problem);
    }
  });
  useSignalEffect(() => {
    const host = shell.desktop?.host.value;
    if (host?.name !== 'running' || host.movedFrom === undefined) {
      if (host?.name === 'stopped') movedTo.current = undefined;
      return;
    }
    if (movedTo.current !== host.port) notices.say(words.hosting.moved(host.movedFrom, host.port));
    movedTo.current = host.port;
  });
}
