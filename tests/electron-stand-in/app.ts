import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { openBrowser } from './browser.ts';
import { lifetime } from './lifetime.ts';
import { openRelay } from './relay.ts';
import { SingleInstance } from './single-instance.ts';

type Part = Pick<
  Electron.App,
  | 'name'
  | 'isPackaged'
  | 'enableSandbox'
  | 'exit'
  | 'getAppPath'
  | 'getName'
  | 'getPath'
  | 'getVersion'
  | 'isReady'
  | 'quit'
  | 'relaunch'
  | 'releaseSingleInstanceLock'
  | 'requestSingleInstanceLock'
  | 'setAsDefaultProtocolClient'
  | 'setLoginItemSettings'
  | 'setPath'
  | 'whenReady'
>;

const resources = process.env.PARLEY_STAND_IN_RESOURCES;
if (resources !== undefined) Object.assign(process, { resourcesPath: resources });

class App extends EventEmitter implements Part {
  name = 'parley';
  /** A test that names the folder of an installed app's resources has it installed. */
  readonly isPackaged = resources !== undefined;
  /** Where the page's WebSockets are carried from. */
  relay = '';
  readonly commandLine = commandLine();
  readonly #paths = new Map<string, string>();
  #onReady: () => void = () => {};
  readonly #ready = new Promise<void>((resolve) => {
    this.#onReady = resolve;
  });
  #instance: SingleInstance | undefined;
  #quitting = false;

  enableSandbox(): void {}
  getAppPath = () => lifetime.folder;
  getName = () => this.name;
  getVersion = (): string =>
    JSON.parse(readFileSync(join(lifetime.folder, 'package.json'), 'utf8')).version;
  isReady = () => lifetime.ready;
  whenReady = () => this.#ready;
  setAsDefaultProtocolClient = () => true;
  setLoginItemSettings(): void {}
  // macOS alone would know.
  getLoginItemSettings = () => ({ wasOpenedAtLogin: false });

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  getPath(name: string): string {
    const known = this.#paths.get(name);
    if (known !== undefined) return known;
    if (name === 'appData') return join(homedir(), '.config');
    const folder = mkdtempSync(join(tmpdir(), 'parley-stand-in-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    this.#paths.set(name, folder);
    return folder;
  }

  requestSingleInstanceLock(): boolean {
    this.#instance ??= new SingleInstance(this.getPath('userData'), (argv) =>
      this.emit('second-instance', {}, argv, process.cwd(), undefined),
    );
    return this.#instance.tryHold();
  }

  releaseSingleInstanceLock(): void {
    this.#instance?.release();
  }

  relaunch(): void {}

  quit(): void {
    void this.#quit();
  }

  exit(code = 0): void {
    process.exit(code);
  }

  /** The browser begins only when the app has not quit at once, as a second instance does. */
  async begin(): Promise<void> {
    if (this.#quitting) return;
    const profile = join(this.getPath('userData'), 'chromium');
    mkdirSync(profile, { recursive: true });
    this.relay = await openRelay();
    const context = await openBrowser({ profile, args: lifetime.args });
    lifetime.context = context;
    // The browser itself is gone: so is Electron when its browser process ends.
    context.once('close', () => this.#quitting || process.exit(1));
    lifetime.ready = true;
    this.#onReady();
    this.emit('ready', {}, {});
  }

  async #quit(): Promise<void> {
    if (this.#prevented('before-quit')) return;
    this.#quitting = true;
    for (const window of [...lifetime.windows]) {
      if (!(await window.askToClose())) {
        this.#quitting = false;
        return;
      }
    }
    if (this.#prevented('will-quit')) return;
    this.emit('quit', {}, 0);
    await this.#instance?.told;
    await lifetime.context?.close().catch(() => {});
    process.exit(0);
  }

  #prevented(event: string): boolean {
    let prevented = false;
    this.emit(event, {
      preventDefault: () => {
        prevented = true;
      },
    });
    return prevented;
  }
}

function commandLine() {
  const switches = new Map<string, string>();
  return {
    appendSwitch: (name, value = '') => {
      switches.set(name, value);
    },
    hasSwitch: (name) => switches.has(name),
    getSwitchValue: (name) => switches.get(name) ?? '',
  } satisfies Pick<Electron.CommandLine, 'appendSwitch' | 'hasSwitch' | 'getSwitchValue'>;
}

export const app = new App();
