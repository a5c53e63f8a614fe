import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect as expectNow,
  type Locator,
  type Page,
} from 'playwright/test';

/** As patient as the specs are, also for measurements, which run without their configuration. */
const expect = expectNow.configure({ timeout: 20_000 });

/** One person with an own browser profile, who does and sees what a person does and sees. */
export class Person {
  private constructor(
    readonly name: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async arrive(
    browser: Browser,
    name: string,
    options: Pick<BrowserContextOptions, 'permissions' | 'viewport' | 'ignoreHTTPSErrors'> = {},
  ): Promise<Person> {
    const context = await browser.newContext({
      permissions: ['camera', 'microphone', 'clipboard-read', 'clipboard-write'],
      viewport: { width: 1280, height: 800 },
      ...options,
    });
    await context.addInitScript(rememberConnections);
    const page = await context.newPage();
    return new Person(name, context, page);
  }

  /** Somebody who is here already, in a window that others have opened. */
  static at(name: string, page: Page): Person {
    return new Person(name, page.context(), page);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** The tile of a participant. */
  tile(name: string): Locator {
    return this.page.getByRole('group', { name, exact: true });
  }

  /** From the home screen into a room of one's own. */
  async host(home: string): Promise<void> {
    await this.page.goto(home);
    await this.page.getByRole('textbox', { name: 'Your name' }).fill(this.name);
    await this.button('Host a room').click();
    await this.join();
  }

  /** Opens an invite and joins. */
  async accept(invite: string): Promise<void> {
    await this.page.goto(invite);
    await this.page.getByRole('textbox', { name: 'Your name' }).fill(this.name);
    await this.join();
  }

  /** From the home screen into the room of a link, whose door says who is here. */
  async follow(link: string, here: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Your name' }).fill(this.name);
    await this.page.getByRole('textbox', { name: 'Meeting link' }).fill(link);
    await this.button('Join').click();
    // Home has a "Join" as well, so that one waits for the door.
    await expect(this.page.getByText(here)).toBeVisible();
    await this.join();
  }

  /** From the app's list of nearby rooms into one of them, whose door says who is here. */
  async joinNearby(room: string, here: string | RegExp): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Your name' }).fill(this.name);
    // A room may stand among the recent ones too.
    const nearby = this.page.getByRole('region', { name: 'Nearby' });
    const entry = nearby.getByRole('button', { name: `Join ${room}`, exact: true });
    // The list knows an address for some seconds after nobody answers there: one clicks again.
    await expect(async () => {
      if (await entry.isVisible()) await entry.click({ timeout: 5_000 });
      await expect(this.page.getByText(here)).toBeVisible({ timeout: 5_000 });
    }).toPass({ timeout: 60_000 });
    await this.join();
  }

  async goHome(): Promise<void> {
    await this.button('Leave').click();
    await this.button('Back to home').click();
  }

  async join(): Promise<void> {
    await this.button('Join').click();
    await expect(this.button('Leave')).toBeVisible();
  }

  /** What "Copy invite" puts on the clipboard. */
  async copyInvite(): Promise<string> {
    await this.button('Copy invite').click();
    let link = '';
    await expect
      .poll(async () => {
        link = await this.page.evaluate(() => navigator.clipboard.readText());
        return link;
      })
      .toContain('/r/');
    return link;
  }

  /** The settings, from within a meeting. */
  async openSettings(): Promise<void> {
    const settings = this.button('Settings');
    // A menu closes when the window around it changes, as it may while somebody comes in.
    await expect(async () => {
      if (!(await settings.isVisible())) await this.button('More').click({ timeout: 2_000 });
      await settings.click({ timeout: 2_000 });
    }).toPass();
  }

  /** Opens what is measured: at once while the connection is good, and else by way of the reason. */
  async openStatistics(): Promise<Locator> {
    const dialog = this.page.getByRole('dialog', { name: 'Statistics' });
    // How good the connection is may change between two presses.
    await expect(async () => {
      if (await dialog.isVisible()) return;
      await this.page.locator('.connection-button, .connection-chip').click({ timeout: 2_000 });
      const more = this.page.locator('.quality-actions').getByText('Statistics');
      await expect(dialog.or(more)).toBeVisible({ timeout: 2_000 });
      if (await more.isVisible()) await more.click({ timeout: 2_000 });
      await expect(dialog).toBeVisible({ timeout: 2_000 });
    }).toPass();
    return dialog;
  }

  /** Waits until the tile's picture has moved on by some frames. */
  async seesMoving(name: string): Promise<void> {
    const video = this.tile(name).locator('video');
    await expect(video).toBeVisible();
    const frames = () =>
      video.evaluate((each: HTMLVideoElement) => each.getVideoPlaybackQuality().totalVideoFrames);
    await this.#grows(frames, 5, `${this.name} sees ${name} move`);
  }

  /** Protocol and server address of every path that media takes (W3C webrtc-stats). */
  mediaPaths(): Promise<string[]> {
    return this.page.evaluate(async () => {
      const paths = new Set<string>();
      for (const connection of window.connections) {
        const reports: Map<string, Record<string, string>> = new Map(
          (await connection.getStats()) as unknown as Iterable<[string, Record<string, string>]>,
        );
        for (const { type, selectedCandidatePairId } of reports.values()) {
          if (type !== 'transport') continue;
          const pair = reports.get(selectedCandidatePairId ?? '');
          const remote = reports.get(pair?.remoteCandidateId ?? '');
          if (remote) paths.add(`${remote.protocol} ${remote.address}`);
        }
      }
      return [...paths].sort();
    });
  }

  /** Sum of the energy of all received audio (W3C webrtc-stats, totalAudioEnergy). */
  audioEnergy(): Promise<number> {
    return this.page.evaluate(async () => {
      let energy = 0;
      for (const connection of window.connections) {
        if (connection.connectionState === 'closed') continue;
        for (const report of (await connection.getStats()).values()) {
          if (report.type === 'inbound-rtp' && report.kind === 'audio') {
            energy += report.totalAudioEnergy ?? 0;
          }
        }
      }
      return energy;
    });
  }

  async hears(): Promise<void> {
    await this.#grows(() => this.audioEnergy(), 0, `${this.name} hears somebody`);
  }

  /** Waits until a count has grown by more than so much. Where media begins anew, so does the count. */
  async #grows(count: () => Promise<number>, by: number, message: string): Promise<void> {
    let before = await count();
    const grown = async () => {
      const now = await count();
      before = Math.min(before, now);
      return now - before;
    };
    await expect.poll(grown, { message }).toBeGreaterThan(by);
  }

  /** Whether received sound is really played: by an element that runs, with a live track. */
  playsSound(): Promise<boolean> {
    return this.page.evaluate(() =>
      [...window.players].some(
        ({ srcObject, paused, muted }) =>
          !paused &&
          !muted &&
          srcObject instanceof MediaStream &&
          srcObject.getAudioTracks().some((track) => track.readyState === 'live' && !track.muted),
      ),
    );
  }

  leave(): Promise<void> {
    return this.context.close();
  }
}

declare global {
  interface Window {
    connections: RTCPeerConnection[];
    players: Set<HTMLMediaElement>;
  }
}

/** Keeps the page's connections and players within a test's reach; changes nothing about them. */
export function rememberConnections(): void {
  const Native = window.RTCPeerConnection;
  const play = HTMLMediaElement.prototype.play;
  window.connections = [];
  window.players = new Set();
  HTMLMediaElement.prototype.play = function () {
    window.players.add(this);
    return play.call(this);
  };
  window.RTCPeerConnection = new Proxy(Native, {
    construct(target, args) {
      const connection: RTCPeerConnection = Reflect.construct(target, args);
      window.connections.push(connection);
      return connection;
    },
  });
}
