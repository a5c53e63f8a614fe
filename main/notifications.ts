/** What the system shows while nobody looks at the window. */
import type { NotificationConstructorOptions } from 'electron';
import type { SettingsFile } from './settings.ts';
import type { MainWindow } from './window.ts';

interface Shown {
  on(event: 'click', listener: () => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  show(): void;
}

export interface NotificationsOptions {
  window: Pick<MainWindow, 'inFront' | 'show'>;
  settings: Pick<SettingsFile, 'get'>;
  /** Electron's class. */
  system: { isSupported(): boolean; new (options: NotificationConstructorOptions): Shown };
}

export class Notifications {
  // Kept until they are gone: one that is collected no longer hears its click.
  readonly #shown = new Set<Shown>();

  constructor(private readonly options: NotificationsOptions) {}

  /** About the meeting; not if it is seen anyway, or not wanted. */
  notify(title: string, body: string): void {
    const { window, settings } = this.options;
    if (!window.inFront && settings.get().notifications) this.tell(title, body);
  }

  /** About the app itself, which the window could not tell. */
  tell(title: string, body: string): void {
    const { window, system } = this.options;
    if (!system.isSupported()) return;
    const notification = new system({ title, body });
    this.#shown.add(notification);
    notification.on('click', () => window.show());
    notification.on('close', () => this.#shown.delete(notification));
    notification.show();
  }
}
