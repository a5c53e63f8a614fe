/** The icon in the system's tray; what it shows is decided in tray-menu.ts. */
import { join } from 'node:path';
import {
  Menu,
  type MenuItemConstructorOptions,
  type NativeImage,
  nativeImage,
  Tray,
} from 'electron';
import { places } from './places.ts';
import {
  type MenuEntry,
  type TrayAction,
  type TrayIcon,
  type TrayState,
  trayIcon,
  trayMenu,
  trayTooltip,
} from './tray-menu.ts';

export interface TrayOptions {
  read: () => TrayState;
  /** Calls back whenever `read` may have something new. */
  onChange: (listener: () => void) => void;
  perform: (action: TrayAction) => void;
}

/** Kept by the caller: a tray that is collected disappears. */
export function setupTray({ read, onChange, perform }: TrayOptions): Tray {
  const tray = new Tray(imageOf(trayIcon(read())));
  let shown = '';
  const show = () => {
    const state = read();
    // A menu that is replaced closes before the person's eyes, so that it is only when it must.
    const next = JSON.stringify(state);
    if (next === shown) return;
    shown = next;
    tray.setImage(imageOf(trayIcon(state)));
    tray.setToolTip(trayTooltip(state));
    tray.setContextMenu(Menu.buildFromTemplate(templateOf(trayMenu(state), perform)));
  };
  show();
  onChange(show);
  // On Windows a click is expected to open the app; elsewhere it opens the menu by itself.
  if (process.platform !== 'darwin') tray.on('click', () => perform('open'));
  return tray;
}

function templateOf(
  entries: readonly MenuEntry[],
  perform: (action: TrayAction) => void,
): MenuItemConstructorOptions[] {
  return entries.map((entry): MenuItemConstructorOptions => {
    if (entry.type === 'separator') return { type: 'separator' };
    const { label, enabled } = entry;
    if (entry.type === 'submenu') {
      return { label, enabled, submenu: templateOf(entry.entries, perform) };
    }
    const { id, checked } = entry;
    return {
      id,
      label,
      enabled,
      click: () => perform(id),
      ...(checked !== undefined && { type: 'checkbox', checked }),
    };
  });
}

/** Drawn when the app was built. macOS colours a template itself, and all find the sharper `@2x`. */
function imageOf(icon: TrayIcon): NativeImage {
  const template = process.platform === 'darwin' ? 'Template' : '';
  return nativeImage.createFromPath(join(places.icons, `tray-${icon}${template}.png`));
}
