/** The answer to every call of the page. Arguments have been checked. */
import type { Clipboard, Shell } from 'electron';
import type { Welcome } from '../preload/contract.ts';
import type { Handlers } from './ipc.ts';
import { nearbyState } from './nearby-state.ts';
import type { Notifications } from './notifications.ts';
import type { ScreenPicker } from './screen-picker.ts';
import type { Services } from './services.ts';
import type { Updates } from './updates.ts';

export interface HandlersOptions {
  services: Services;
  picker: Pick<ScreenPicker, 'list' | 'choose' | 'systemPicker'>;
  updates: Pick<Updates, 'state' | 'look' | 'restart'>;
  notifications: Pick<Notifications, 'notify'>;
  clipboard: Pick<Clipboard, 'writeText'>;
  shell: Pick<Shell, 'openExternal'>;
  about: Pick<Welcome, 'version' | 'platform' | 'trayAvailable'>;
}

/** Apple's documented address of the page where screen recording is allowed. */
const screenSettings =
  'x-apple.systempreferences:com.apple.preference.security?Privacy_ScreenCapture';

export function createHandlers(options: HandlersOptions): Handlers {
  const { services, picker, updates, notifications, clipboard, shell, about } = options;
  const { settings, hosting, nearby, entrance, meeting, page, problems, report } = services;
  return {
    hello() {
      page.listen();
      return {
        ...about,
        systemPicker: picker.systemPicker,
        host: hosting.state.get(),
        nearby: nearbyState(nearby),
        settings: settings.get(),
        update: updates.state.get(),
        problems: [...problems],
      };
    },
    startHost: (room) => hosting.start(room),
    async stopHost() {
      await hosting.stop();
      return null;
    },
    openInvite: ({ link }) => entrance.openLink(link),
    joinNearby: ({ key }) => entrance.openNearby(key),
    async changeSettings(change) {
      await settings.set(change).catch((error: unknown) => {
        report({ code: 'SETTINGS_UNWRITABLE', message: String(error).replace(/^Error: /, '') });
      });
      return settings.get();
    },
    reportMeeting(state) {
      meeting.set(state);
      return null;
    },
    listScreens: () => picker.list(),
    chooseScreen({ id, audio }) {
      picker.choose(id, audio);
      return null;
    },
    async openScreenSettings() {
      if (about.platform === 'macos') await shell.openExternal(screenSettings);
      return null;
    },
    async writeClipboard({ text }) {
      await clipboard.writeText(text);
      return null;
    },
    lookForUpdate() {
      void updates.look();
      return null;
    },
    restartToUpdate: () => updates.restart(),
    notify({ title, body }) {
      notifications.notify(title, body);
      return null;
    },
  };
}
