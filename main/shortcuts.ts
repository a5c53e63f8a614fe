/** The shortcut that mutes from anywhere. Taken from the other programs only during a meeting. */
import type { GlobalShortcut } from 'electron';
import type { MeetingReport, Problem } from '../preload/contract.ts';
import type { SettingsFile } from './settings.ts';
import type { Value } from './value.ts';

export interface ShortcutsOptions {
  globalShortcut: Pick<GlobalShortcut, 'register' | 'unregister'>;
  settings: Pick<SettingsFile, 'get' | 'subscribe'>;
  meeting: Pick<Value<MeetingReport>, 'get' | 'subscribe'>;
  toggleMicrophone: () => void;
  report: (problem: Problem) => void;
}

export function setupShortcuts(options: ShortcutsOptions): void {
  const { globalShortcut, settings, meeting, toggleMicrophone, report } = options;
  let held: string | undefined;
  let wanted = settings.get().muteShortcut;
  const release = () => {
    if (held !== undefined) globalShortcut.unregister(held);
    held = undefined;
  };
  const hold = () => {
    release();
    if (wanted === '') return;
    if (registers(globalShortcut, wanted, toggleMicrophone)) held = wanted;
    else {
      const message = `Another program has the shortcut ${wanted}. Choose another one in the settings.`;
      report({ code: 'SHORTCUT_TAKEN', message });
    }
  };
  let inMeeting = meeting.get().state !== 'none';
  meeting.subscribe(({ state }) => {
    const before = inMeeting;
    inMeeting = state !== 'none';
    if (!inMeeting) release();
    // Once for a meeting: what another program has is not said again with every change.
    else if (!before) hold();
  });
  settings.subscribe(({ muteShortcut }) => {
    if (muteShortcut === wanted) return;
    wanted = muteShortcut;
    // At once, so that a conflict shows where the shortcut was chosen.
    hold();
    if (meeting.get().state === 'none') release();
  });
}

/** Electron throws for what is no shortcut at all. */
function registers(
  globalShortcut: Pick<GlobalShortcut, 'register'>,
  accelerator: string,
  action: () => void,
): boolean {
  try {
    return globalShortcut.register(accelerator, action);
  } catch {
    return false;
  }
}
