/** A meeting from preparation to its end: one room, one person, however many connections it takes. */
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { HandlerFactory } from 'mediasoup-client/types';
import type { Reaction } from '../../sfu/protocol/gestures.ts';
import type { RoomCloseReason } from '../../sfu/protocol/signalling.ts';
import { RoomChat } from '../chat/room-chat.ts';
import type { Playback } from '../media/audio-playback.ts';
import type { LocalMedia } from '../media/media-state.ts';
import type { AnyNotification, ConnectionState, Signalling } from '../signalling/signalling.ts';
import type { VideoMode } from '../state/picture-wish.ts';
import { Admission } from './admission.ts';
import { Attendance } from './attendance.ts';
import { CallFailure, toCallFailure } from './call-failure.ts';
import type {
  CallState,
  EndedWhy,
  JoinOptions,
  Meeting,
  Participant,
  Preparation,
  ShownReaction,
} from './call-state.ts';
import { Engine } from './engine.ts';
import { type AwaitFrame, awaitFrame } from './first-frame.ts';
import type { Qualities } from './qualities.ts';
import { type Break, breakOf, Recovery } from './recovery.ts';
import type { CallStatistics } from './statistics.ts';
import { Views } from './views.ts';
import { watchWakes } from './wakes.ts';

export interface CallOptions {
  /** Where the room's server answers, such as `https://192.168.1.4:7780`. */
  origin: string;
  roomId: string;
  /** The name the room gets if this call is the one that creates it. */
  roomName?: string;
  /** Belongs to the call from here on, which closes it. */
  signalling: Signalling;
  /** Stays with its owner: the call follows it and never closes it. */
  localMedia: LocalMedia;
  /** Belongs to the call from here on, which closes it. */
  playback: Playback;
  /** Instead of the handler that fits this browser. */
  handlerFactory?: HandlerFactory;
  awaitFrame?: AwaitFrame;
  /** How much video is wanted; all of it where nobody says. */
  videoMode?: ReadonlySignal<VideoMode>;
  /** Where `pagehide` is heard, and that the network has changed. */
  page?: EventTarget;
  /** How long to try to come back, in ms. */
  patience?: number;
}

/** How long the goodbye may take, in ms. */
const farewellTimeout = 500;
/** How often in a row media may break without having flowed, before it is plain that it cannot. */
const mostBreaks = 3;

export class Call implements Meeting {
  readonly #state = signal<CallState>({ name: 'idle' });
  readonly #preparation = signal<Preparation>({ name: 'none' });
  readonly state: ReadonlySignal<CallState> = this.#state;
  readonly preparation: ReadonlySignal<Preparation> = this.#preparation;
  readonly participants: ReadonlySignal<readonly Participant[]>;
  readonly audioBlocked: ReadonlySignal<boolean>;
  readonly statistics: CallStatistics;
  readonly qualities: ReadonlySignal<Qualities>;
  readonly views = new Views();
  readonly videoMode: ReadonlySignal<VideoMode>;
  readonly chat: RoomChat;
  readonly reactions: ReadonlySignal<readonly ShownReaction[]>;
  readonly #options: CallOptions;
  readonly #admission: Admission;
  readonly #attendance: Attendance;
  readonly #recovery: Recovery;
  readonly #wakes = new EventTarget();
  readonly #ended = new AbortController();
  readonly #releases: (() => void)[];
  #displayName = '';
  #preparing: Promise<void> | undefined;
  #joining: Promise<void> | undefined;
  #leaving: Promise<void> | undefined;
  #breaks = 0;

  constructor(options: CallOptions) {
    const { signalling, playback, localMedia, page = globalThis } = options;
    this.#options = options;
    this.videoMode = options.videoMode ?? signal('full');
    this.#admission = new Admission({ ...options, engine: new Engine(options.handlerFactory) });
    this.#attendance = new Attendance({
      signalling,
      playback,
      localMedia,
      awaitFrame: options.awaitFrame ?? awaitFrame,
      views: this.views,
      videoMode: this.videoMode,
      connected: () => {
        this.#breaks = 0;
      },
      broken: (failure) => this.#onMediaBroken(failure),
    });
    this.#recovery = new Recovery({
      signalling,
      admission: this.#admission,
      attendance: this.#attendance,
      enter: () => this.#enter(),
      attempting: (attempt) => this.#become({ name: 'reconnecting', attempt }),
      signal: this.#ended.signal,
      wakes: this.#wakes,
      ...(options.patience !== undefined && { patience: options.patience }),
    });
    this.participants = this.#attendance.participants;
    this.statistics = this.#attendance.statistics;
    this.qualities = this.#attendance.qualities;
    this.audioBlocked = playback.blocked;
    const { state, participants } = this;
    this.chat = new RoomChat({ signalling, state, participants, origin: options.origin });
    this.reactions = this.#attendance.gestures.reactions;
    // A page that goes away says so at once; otherwise the others would look at a still picture.
    const onPageHide = () => this.#finish({ kind: 'left' });
    page.addEventListener('pagehide', onPageHide);
    this.#releases = [
      () => page.removeEventListener('pagehide', onPageHide),
      () => this.chat.close(),
      watchWakes(page, () => this.#onWake()),
      signalling.subscribe((...heard) => this.#onNotification(...heard)),
      signalling.state.subscribe((state) => this.#onConnection(state)),
      effect(() => playback.setSpeaker(localMedia.chosen.value.speaker)),
    ];
  }

  prepare(): Promise<void> {
    if (this.#state.value.name !== 'idle') return Promise.resolve();
    this.#preparing ??= this.#prepare().finally(() => {
      this.#preparing = undefined;
    });
    return this.#preparing;
  }

  join(options: JoinOptions): Promise<void> {
    this.#joining ??= this.#join(options);
    return this.#joining;
  }

  setHand(up: boolean): Promise<void> {
    return this.#attendance.gestures.setHand(up);
  }

  react(reaction: Reaction): Promise<void> {
    return this.#attendance.react(reaction);
  }

  setVolume(peerId: string, volume: number): void {
    this.#options.playback.setVolume(peerId, volume);
  }

  playAudio(): Promise<void> {
    return this.#options.playback.unblock();
  }

  leave(): Promise<void> {
    this.#leaving ??= this.#leave();
    return this.#leaving;
  }

  async #prepare(): Promise<void> {
    this.#preparation.value = { name: 'preparing' };
    try {
      const room = await this.#admission.prepare();
      this.#preparation.value = { name: 'ready', room };
    } catch (error) {
      const failure = toCallFailure(error);
      this.#preparation.value = { name: 'failed', error: failure.toCallError() };
      throw failure;
    }
  }

  async #join({ displayName }: JoinOptions): Promise<void> {
    this.#displayName = displayName;
    this.#become({ name: 'connecting' });
    try {
      this.#ended.signal.throwIfAborted();
      // What a preparation has begun is not done twice; what it failed to do is tried again.
      await this.#preparing?.catch(() => {});
      await this.#enter();
      this.#become({ name: 'joined' });
    } catch (error) {
      const failure = toCallFailure(error);
      this.#fail(failure);
      throw failure;
    }
    if (this.#recovery.needed) void this.#recover();
  }

  #enter(): Promise<void> {
    const displayName = this.#displayName;
    return this.#attendance.enter(displayName, () => this.#admission.join(displayName));
  }

  async #leave(): Promise<void> {
    const { signalling } = this.#options;
    this.#end({ kind: 'left' });
    if (signalling.state.value === 'open') {
      const answered = signalling.request('leaveRoom', {}).catch(() => {});
      const late = new Promise((resolve) => setTimeout(resolve, farewellTimeout));
      await Promise.race([answered, late]);
    }
    signalling.close();
  }

  #onNotification(notification: AnyNotification, number?: number): void {
    this.#attendance.hear(notification, number);
    if (notification.name === 'roomClosed') this.#onRoomClosed(notification.payload.reason);
  }

  #onRoomClosed(reason: RoomCloseReason): void {
    if (this.#state.value.name === 'idle') return;
    if (reason === 'server-closing') this.#finish({ kind: 'server-closing' });
    else this.#break('place');
  }

  #onConnection(connection: ConnectionState): void {
    if (connection !== 'lost') return;
    if (this.#state.value.name !== 'idle') this.#break('connection');
    else if (this.#preparation.value.name === 'ready') this.prepare().catch(() => {});
  }

  #onMediaBroken(failure: CallFailure): void {
    const broken = breakOf(failure);
    if (broken === 'media') this.#breaks += 1;
    if (this.#breaks < mostBreaks) this.#break(broken);
    else this.#fail(new CallFailure('UNREACHABLE', 'Sound and picture cannot reach the server.'));
  }

  #onWake(): void {
    this.#wakes.dispatchEvent(new Event('wake'));
    if (this.#state.value.name !== 'joined') return;
    this.#options.signalling.probe();
    this.#attendance.look();
  }

  #break(broken: Break): void {
    this.#recovery.note(broken);
    if (this.#state.value.name === 'joined') void this.#recover();
  }

  /** Finds the way back. Media that still flows goes on meanwhile. */
  async #recover(): Promise<void> {
    try {
      await this.#recovery.run();
      this.#become({ name: 'joined' });
    } catch (error) {
      this.#fail(toCallFailure(error));
    }
  }

  #become(state: CallState): void {
    if (!this.#ended.signal.aborted) this.#state.value = state;
  }

  #fail(failure: CallFailure): void {
    this.#finish({ kind: 'failed', error: failure.toCallError() });
  }

  /** Ends without a goodbye: the server sees the connection close. */
  #finish(why: EndedWhy): void {
    this.#end(why);
    this.#options.signalling.close();
  }

  /** The one end of every call: closes all media, but leaves the connection for a goodbye. */
  #end(why: EndedWhy): void {
    if (this.#ended.signal.aborted) return;
    this.#become({ name: 'ended', why });
    this.#ended.abort(new CallFailure('CONNECTION_LOST', 'The call has ended.'));
    for (const release of this.#releases) release();
    this.#attendance.close();
    this.#options.playback.close();
  }
}
