/** The room that this computer hosts: its server, its announcement, and how many are in. */
import type { HostState } from '../preload/contract.ts';
import type { ServerInfo } from '../sfu/protocol/model.ts';
import { BridgeError } from './bridge-error.ts';
import type { LocalHost, LocalHostState } from './host.ts';
import type { Nearby } from './nearby.ts';
import { Value } from './value.ts';

export interface HostedRoom {
  roomId: string;
  roomName: string;
  /** Whose room it is. */
  displayName: string;
}

export interface HostingOptions {
  host: Pick<LocalHost, 'state' | 'stats' | 'subscribe' | 'start' | 'stop'>;
  nearby: Pick<Nearby, 'announce' | 'withdraw'>;
  /** Reads the settings anew at every start. */
  readOptions: () => Promise<Parameters<LocalHost['start']>[0]>;
}

const countEveryMs = 1_000;

export class Hosting {
  readonly state = new Value<HostState>({ name: 'stopped' });
  #room: HostedRoom | undefined;
  #wantedPort = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: HostingOptions) {
    options.host.subscribe(() => this.#show());
  }

  /** Where the server answers, while it runs: for invites that lead to this very computer. */
  get server(): (ServerInfo & { localOrigin: string }) | undefined {
    const { state } = this.options.host;
    if (state.name !== 'running') return undefined;
    return { ...state.server, localOrigin: new URL(state.localUrl).origin };
  }

  /** The state as of this very moment: `state` counts people once a second only. */
  look(): HostState {
    this.#show();
    return this.state.get();
  }

  /**
   * Opens the room, or answers the one that is open already.
   * @throws BridgeError if the server does not start
   */
  async start(room: HostedRoom): Promise<HostState> {
    this.#room ??= room;
    const options = await this.#readOptions();
    this.#wantedPort = options.port;
    const state = await this.options.host.start(options);
    if (state.name !== 'running') {
      this.#room = undefined;
      throw new BridgeError(
        'HOST_FAILED',
        state.name === 'failed' ? state.message : 'Hosting was stopped.',
      );
    }
    this.#timer ??= setInterval(() => this.#show(), countEveryMs).unref();
    return this.look();
  }

  async stop(): Promise<void> {
    this.options.nearby.withdraw();
    await this.options.host.stop();
  }

  /** In all rooms of this server. */
  get #people(): number {
    return this.options.host.stats()?.peers ?? 0;
  }

  async #readOptions() {
    try {
      return await this.options.readOptions();
    } catch (error) {
      this.#room = undefined;
      throw new BridgeError('HOST_FAILED', error instanceof Error ? error.message : String(error));
    }
  }

  #show(): void {
    const { state } = this.options.host;
    if (state.name === 'stopped' || state.name === 'failed') this.#end();
    this.state.set(this.#stateOf(state));
    const room = this.#room;
    const fingerprint = state.name === 'running' ? state.server.fingerprint : undefined;
    // Without a certificate of its own the server listens for this computer alone.
    if (state.name !== 'running' || !room || fingerprint === undefined) return;
    const { port } = state;
    const { roomId, roomName, displayName } = room;
    const people = this.#people;
    const about = { roomId, roomName, hostName: displayName, port, fingerprint, people };
    this.options.nearby.announce({ ...about, locked: false });
  }

  #stateOf(state: LocalHostState): HostState {
    if (state.name !== 'running') return state;
    // Between the server's start and the room's there is nothing to enter yet.
    if (!this.#room) return { name: 'starting' };
    const { roomId, roomName } = this.#room;
    const { port, portMoved, localUrl } = state;
    return {
      name: 'running',
      origin: new URL(localUrl).origin,
      port,
      ...(portMoved && { movedFrom: this.#wantedPort }),
      roomId,
      roomName,
      people: this.#people,
    };
  }

  #end(): void {
    this.options.nearby.withdraw();
    this.#room = undefined;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
