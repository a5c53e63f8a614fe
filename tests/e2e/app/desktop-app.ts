import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, expect, type Page } from 'playwright/test';
import { findElectron } from '../../../build/setup/electron-runtime.mjs';
import type { Command } from '../../../preload/contract.ts';
import type { StandIn } from '../../electron-stand-in/electron.ts';
import { isAlive } from '../../sfu/harness/until.ts';
import { Person, rememberConnections } from '../person.ts';
import { descendants, ended, endProcess } from '../processes.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const standInRuntime = join(root, 'tests', 'electron-stand-in', 'runtime');
const electronPackage = dirname(createRequire(import.meta.url).resolve('electron/package.json'));

const installed = findElectron(electronPackage, process.env, process.platform);
// Playwright asks the package, which believes this variable and downloads nothing then.
if (installed === undefined) process.env.ELECTRON_OVERRIDE_DIST_PATH = standInRuntime;
export const electronFile = installed ?? join(standInRuntime, 'electron');
/** Trays and global shortcuts can be worked from outside on the stand-in only. */
export const usesStandIn = electronFile.startsWith(standInRuntime);

/** A machine that is busy elsewhere takes its time with two browsers' worth of files. */
const startTimeoutMs = 60_000;

export interface AppOptions {
  /** After the app itself, as on a command line. */
  args?: string[];
  env?: Record<string, string>;
  /** What an earlier run has left; by default the app was never started before. */
  dataFolder?: string;
  /** Gives the file to start instead of the app's own, such as one that starts it elsewhere. */
  through?(executable: string): string;
}

/** The desktop app as somebody has it before them. */
export class DesktopApp {
  /** Known here, because Playwright forgets it when it has ended. */
  private readonly child: ChildProcess;
  private readonly again: ChildProcess[] = [];

  private constructor(
    readonly electron: ElectronApplication,
    readonly page: Page,
    readonly dataFolder: string,
    private readonly env: Record<string, string>,
  ) {
    this.child = electron.process();
  }

  static async start(options: AppOptions = {}): Promise<DesktopApp> {
    const { args = [], env = {}, dataFolder, through } = options;
    const folder = dataFolder ?? (await DesktopApp.newFolder());
    const all = environment(folder, env);
    const electron = await _electron.launch({
      args: ['.', '--use-fake-device-for-media-stream=fps=10', ...args],
      cwd: root,
      env: all,
      timeout: startTimeoutMs,
      ...(through && { executablePath: through(electronFile) }),
    });
    electron.process().stderr?.on('data', (text) => {
      if (/^(parley|stand-in): /m.test(String(text))) process.stderr.write(text);
    });
    try {
      const page = await electron.firstWindow({ timeout: startTimeoutMs });
      await page.waitForFunction(() => 'parley' in window);
      await page.evaluate(rememberConnections);
      return new DesktopApp(electron, page, folder, all);
    } catch (error) {
      await electron.close();
      throw error;
    }
  }

  static newFolder(): Promise<string> {
    return mkdtemp(join(tmpdir(), 'parley-app-'));
  }

  /** Whoever sits before it. */
  person(name: string): Person {
    return Person.at(name, this.page);
  }

  /** Starts the app once more on the same folder, as the system does for a link. */
  startAgain(...args: string[]): ChildProcess {
    const options = { cwd: root, env: this.env, stdio: 'ignore' } as const;
    const child = spawn(electronFile, ['--no-sandbox', '.', ...args], options);
    this.again.push(child);
    return child;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Processes of the media server that belong to this app. */
  workers(): number[] {
    return descendants(this.pid)
      .filter(({ command }) => command.includes('mediasoup-worker'))
      .map(({ pid }) => pid);
  }

  /** Whether its window can be seen. */
  visible(): Promise<boolean> {
    return this.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().some((window) => window.isVisible()),
    );
  }

  /** Asks for it, and does not wait: the app may end with its window, and then answers nothing. */
  async closeWindow(): Promise<void> {
    await this.electron.evaluate(({ BrowserWindow }) => {
      setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 0);
    });
  }

  /** Clicks an entry of the application's menu. */
  menu(id: string): Promise<void> {
    return this.electron.evaluate(({ Menu }, item) => {
      Menu.getApplicationMenu()?.getMenuItemById(item)?.click();
    }, id);
  }

  /** Answers what the page is asked from now on by the tray, the menu, links and shortcuts. */
  async listen(): Promise<() => Promise<Command[]>> {
    await this.page.evaluate(async () => {
      const heard: Command[] = [];
      Reflect.set(window, 'heard', heard);
      window.parley?.on('command', (command) => heard.push(command));
      await window.parley?.hello();
    });
    return () => this.page.evaluate(() => Reflect.get(window, 'heard') as Command[]);
  }

  /** From the home screen into a room that this computer hosts; answers the invite. */
  async host(name: string): Promise<string> {
    const person = this.person(name);
    await this.page.getByRole('textbox', { name: 'Your name' }).fill(name);
    await person.button('Host a room').click();
    // The home screen has a "Join" as well, and the server takes a moment to start.
    await expect(person.button('Turn camera off')).toBeVisible();
    await person.join();
    await person.button('Copy invite').click();
    let link = '';
    await expect
      .poll(async () => {
        link = await this.electron.evaluate(({ clipboard }) => clipboard.readText());
        return link;
      })
      .toContain('/r/');
    return link;
  }

  /** Puts something on the system's clipboard. */
  copy(text: string): Promise<void> {
    return this.electron.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);
  }

  /** What the tray shows and lets be clicked; the stand-in only can be looked at. */
  tray(): Promise<{ toolTip: string; image: string; entries: string[] }> {
    return this.electron.evaluate((electron) => {
      const tray = (Reflect.get(electron, 'standIn') as StandIn).tray();
      const entries =
        tray?.menu?.all.flatMap(({ id, enabled }) => (enabled && id ? [id] : [])) ?? [];
      return { toolTip: tray?.toolTip ?? '', image: tray?.image.path ?? '', entries };
    });
  }

  /** Clicks an entry of the tray's menu, as soon as it is there. */
  async clickTray(id: string): Promise<void> {
    const click = () =>
      this.electron.evaluate((electron, entry) => {
        const { menu } = (Reflect.get(electron, 'standIn') as StandIn).tray() ?? {};
        const item = menu?.getMenuItemById(entry);
        if (item?.enabled) item.click();
        return item?.enabled === true;
      }, id);
    await expect.poll(click, { message: `the tray has ${id}` }).toBe(true);
  }

  /** From now on every question is answered with this button; answers what was asked. */
  async answerQuestions(button: number): Promise<() => Promise<string[]>> {
    await this.electron.evaluate(({ dialog }, response) => {
      const asked: string[] = [];
      Reflect.set(globalThis, 'asked', asked);
      const answer = async (...args: unknown[]) => {
        const options = args.at(-1);
        asked.push(String(Reflect.get(Object(options), 'message')));
        return { response, checkboxChecked: false };
      };
      Reflect.set(dialog, 'showMessageBox', answer);
    }, button);
    return () => this.electron.evaluate(() => Reflect.get(globalThis, 'asked') as string[]);
  }

  /** Asks the app to quit, and does not wait for it. */
  async quit(): Promise<void> {
    await this.electron.evaluate(({ app }) => {
      setTimeout(() => app.quit(), 0);
    });
  }

  ended(): Promise<void> {
    return ended(this.child);
  }

  /** Ends it whatever it says, and leaves nothing of it behind. */
  async stop(): Promise<void> {
    const workers = this.workers();
    await Promise.all(this.again.map((child) => endProcess(child, 'SIGTERM')));
    await endProcess(this.child, 'SIGTERM');
    await expect.poll(() => workers.filter(isAlive)).toEqual([]);
  }

  /** Forgets what it kept. A browser that was killed may still be writing for a moment. */
  forget(): Promise<void> {
    return rm(this.dataFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

function environment(dataFolder: string, own: Record<string, string>): Record<string, string> {
  const given = Object.entries(process.env).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(given) as Record<string, string>),
    PARLEY_DATA: dataFolder,
    PARLEY_NEARBY: 'off',
    PARLEY_TRAY: 'on',
    LISTEN_IP: '127.0.0.1',
    LAN_PROFILE: 'off',
    PORT: '0',
    WORKERS: '1',
    BUSY_DELAY: '10000',
    ...own,
  };
}
