/** What closing the window means: it must never end a meeting by accident. */
import type { SettingsFile } from './settings.ts';

export interface ClosingOptions {
  trayAvailable: boolean;
  platform: NodeJS.Platform;
  settings: Pick<SettingsFile, 'get' | 'set'>;
  /** Whether a meeting or the hosting would end with the app. */
  busy: () => boolean;
  /** Whether the app is about to end, so that nothing may hold the window. */
  leaving: () => boolean;
  hide: () => void;
  quit: () => void;
  tell: (title: string, body: string) => void;
}

/** Answers whether the window may really close. */
export function closeWindow(options: ClosingOptions): boolean {
  const { trayAvailable, platform, settings, busy, leaving, hide, quit } = options;
  if (leaving()) return true;
  // On macOS a program without windows goes on, with or without a meeting.
  const stays = platform === 'darwin' || (busy() && trayAvailable && settings.get().closeToTray);
  if (stays) {
    hide();
    if (platform !== 'darwin' && !settings.get().closeToTrayTold) tellOnce(options);
  } else {
    // Where people would lose something this asks, over the window that is still there.
    quit();
  }
  return false;
}

function tellOnce({ settings, tell }: ClosingOptions): void {
  tell('Parley goes on in the tray', 'Open or quit it there. The settings can change this.');
  // If it cannot be kept, it is told once more next time.
  settings.set({ closeToTrayTold: true }).catch(() => {});
}
