/** Menus, tray, notifications and shortcuts: no screen shows them, so they are kept for the tests. */
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import type * as Electron from 'electron';

type Template = Electron.MenuItemConstructorOptions;

export class Menu {
  static readonly application: { menu: Menu | null } = { menu: null };

  static buildFromTemplate(template: Template[]): Menu {
    return new Menu(template);
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.application.menu = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.application.menu;
  }

  constructor(readonly items: readonly Template[] = []) {}

  /** All entries, also those of submenus. */
  get all(): Template[] {
    return this.items.flatMap((item) => [
      item,
      ...(Array.isArray(item.submenu) ? new Menu(item.submenu).all : []),
    ]);
  }

  getMenuItemById(id: string): { label: string; enabled: boolean; click(): void } | null {
    const item = this.all.find((each) => each.id === id);
    if (!item) return null;
    const { label = '', enabled = true } = item;
    return { label, enabled, click: () => clickOn(item) };
  }
}

/** Our handlers look neither at the entry nor at the window. */
function clickOn({ click }: Template): void {
  const handler = click as ((...args: unknown[]) => void) | undefined;
  handler?.({}, undefined, {});
}

export const nativeImage = {
  createFromPath: (path: string) => {
    // As in Electron a file that is not there is an empty image, which a tray would not show.
    const image = { path, isEmpty: () => !existsSync(path) };
    return image satisfies Pick<Electron.NativeImage, 'isEmpty'>;
  },
};
type Image = ReturnType<typeof nativeImage.createFromPath>;

export class Tray
  extends EventEmitter
  implements Pick<Electron.Tray, 'destroy' | 'isDestroyed' | 'setToolTip'>
{
  static readonly all = new Set<Tray>();

  menu: Menu | null = null;
  toolTip = '';
  image: Image;

  constructor(image: Image) {
    super();
    this.image = image;
    Tray.all.add(this);
  }

  setContextMenu(menu: Menu | null): void {
    this.menu = menu;
  }

  setToolTip(toolTip: string): void {
    this.toolTip = toolTip;
  }

  setImage(image: Image): void {
    this.image = image;
  }

  destroy(): void {
    Tray.all.delete(this);
  }

  isDestroyed(): boolean {
    return !Tray.all.has(this);
  }
}

export class Notification
  extends EventEmitter
  implements Pick<Electron.Notification, 'close' | 'show' | 'title' | 'body'>
{
  static readonly all: Notification[] = [];

  static isSupported(): boolean {
    return true;
  }

  title: string;
  body: string;

  constructor({ title = '', body = '' }: Electron.NotificationConstructorOptions = {}) {
    super();
    this.title = title;
    this.body = body;
  }

  show(): void {
    Notification.all.push(this);
    this.emit('show');
  }

  close(): void {
    this.emit('close');
  }
}

const shortcuts = new Map<string, () => void>();
/** Held by other programs, as a test says. */
export const takenShortcuts = new Set<string>();

export const globalShortcut = {
  register(accelerator, callback) {
    if (shortcuts.has(accelerator) || takenShortcuts.has(accelerator)) return false;
    shortcuts.set(accelerator, callback);
    return true;
  },
  unregister: (accelerator) => {
    shortcuts.delete(accelerator);
  },
  unregisterAll: () => shortcuts.clear(),
  isRegistered: (accelerator) => shortcuts.has(accelerator),
} satisfies Pick<
  Electron.GlobalShortcut,
  'register' | 'unregister' | 'unregisterAll' | 'isRegistered'
>;

/** Presses a shortcut; answers whether the app has it. */
export function press(accelerator: string): boolean {
  const action = shortcuts.get(accelerator);
  action?.();
  return action !== undefined;
}
