import type { LocalKind, LocalMedia } from '../media/media-state.ts';
import type { Shell } from '../shell/shell.ts';
import { isWanted } from '../state/device.ts';

/** Turns a device over now, and for the next meeting. */
export function toggleDevice(shell: Shell, media: LocalMedia, kind: LocalKind): void {
  const on = !isWanted(media[kind].peek());
  shell.changePreferences({ [kind]: on });
  void media.set(kind, on);
}
