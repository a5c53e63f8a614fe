import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Problem } from '../../../preload/contract.ts';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';
import { restartToUpdate } from './restart-to-update.ts';

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
  useUpdateNotice();
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

/** Said once for a version; the settings and the tray offer it from then on. */
function useUpdateNotice(): void {
  const { shell, notices } = useSurroundings();
  const told = useRef<string>(undefined);
  const { desktop } = shell;
  useSignalEffect(() => {
    const update = desktop?.update.value;
    if (!desktop || update?.name !== 'ready' || told.current === update.version) return;
    told.current = update.version;
    notices.keep(words.update.ready(update.version), {
      label: words.update.restart,
      run: () => void restartToUpdate(desktop, notices),
    });
  });
}
