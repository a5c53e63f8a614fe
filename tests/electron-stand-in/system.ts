/** What Electron asks of the operating system, answered from memory. */
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';

/** One clear point: enough to be shown. */
const picture =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export const opened: string[] = [];
export const questions: Electron.MessageBoxOptions[] = [];
const board = { text: '' };
const blocks = new Set<number>();

export const clipboard = {
  readText: async () => board.text,
  writeText: async (text) => {
    board.text = text;
  },
} satisfies Pick<Electron.Clipboard, 'readText' | 'writeText'>;

/** Nobody is there to answer: each question is cancelled, unless a test puts its answer here. */
export const dialog = {
  showMessageBox: async (
    ...args: [Electron.MessageBoxOptions] | [unknown, Electron.MessageBoxOptions]
  ): Promise<Electron.MessageBoxReturnValue> => {
    const options = (args.length === 1 ? args[0] : args[1]) satisfies Electron.MessageBoxOptions;
    questions.push(options);
    return { response: options.cancelId ?? 0, checkboxChecked: false };
  },
};

export const shell = {
  openExternal: async (url) => {
    opened.push(url);
  },
} satisfies Pick<Electron.Shell, 'openExternal'>;

const whole: Electron.Rectangle = { x: 0, y: 0, width: 1920, height: 1080 };

export const screen = {
  getAllDisplays: () => [{ bounds: whole, workArea: whole, scaleFactor: 1 }],
} satisfies {
  getAllDisplays(): Pick<Electron.Display, 'bounds' | 'workArea' | 'scaleFactor'>[];
};

const image = { isEmpty: () => false, toDataURL: () => picture } satisfies Pick<
  Electron.NativeImage,
  'isEmpty' | 'toDataURL'
>;

export const desktopCapturer = {
  getSources: async ({ types }) =>
    [
      { id: 'screen:0:0', name: 'Entire screen', display_id: '0' },
      { id: 'window:1:0', name: 'A window', display_id: '' },
    ]
      .filter(({ id }) => types.some((type) => id.startsWith(type)))
      .map((source) => ({
        ...source,
        // Of an image no more than this is asked.
        thumbnail: image as unknown as Electron.NativeImage,
        appIcon: image as unknown as Electron.NativeImage,
      })),
} satisfies Pick<Electron.DesktopCapturer, 'getSources'>;

export const systemPreferences = {
  getMediaAccessStatus: () => 'granted',
} satisfies Pick<Electron.SystemPreferences, 'getMediaAccessStatus'>;

export const powerMonitor = new EventEmitter();

let lastBlock = 0;

export const powerSaveBlocker = {
  start: () => {
    lastBlock += 1;
    blocks.add(lastBlock);
    return lastBlock;
  },
  stop: (id) => blocks.delete(id),
  isStarted: (id) => blocks.has(id),
} satisfies Pick<Electron.PowerSaveBlocker, 'start' | 'stop' | 'isStarted'>;

export const isAwake = () => blocks.size > 0;
