/** A meeting and a machine's media as the screens know them, moved by the test's hand. */
import { computed, type Signal, signal } from '@preact/signals';
import type {
  CallError,
  CallState,
  JoinOptions,
  Meeting,
  Participant,
  Preparation,
  RoomPreview,
  ShownReaction,
} from '../../../renderer/call/call-state.ts';
import type { Qualities } from '../../../renderer/call/qualities.ts';
import type { CallSample } from '../../../renderer/call/statistics.ts';
import { Views } from '../../../renderer/call/views.ts';
import type { ChatItem, ChatPerson, ChatView } from '../../../renderer/chat/chat-state.ts';
import type {
  Device,
  DeviceState,
  DeviceSwitch,
  LocalKind,
  LocalMedia,
  ScreenDetail,
  ScreenShare,
  ScreenState,
} from '../../../renderer/media/media-state.ts';
import type { Quality } from '../../../renderer/state/quality.ts';
import type { Reaction } from '../../../sfu/protocol/gestures.ts';

export class FakeMeeting implements Meeting {
  readonly state = signal<CallState>({ name: 'idle' });
  readonly preparation = signal<Preparation>({ name: 'none' });
  readonly participants = signal<readonly Participant[]>([]);
  readonly chat = new FakeChat();
  readonly audioBlocked = signal(false);
  readonly statistics = {
    history: signal<readonly CallSample[]>([]),
    quality: signal<ReadonlyMap<string, Quality>>(new Map()),
  };
  readonly views = new Views();
  readonly qualities = signal<Qualities>(new Map());
  readonly reactions = signal<readonly ShownReaction[]>([]);
  readonly reacted: Reaction[] = [];
  /** How loud people are set to be, by peerId. */
  readonly volumes = new Map<string, number>();
  readonly joins: JoinOptions[] = [];
  prepared = 0;
  /** What `prepare` ends in; left out, it goes on for ever. */
  answer: Preparation | undefined;
  refusal: CallError | undefined;

  async prepare(): Promise<void> {
    this.prepared += 1;
    this.preparation.value = this.answer ?? { name: 'preparing' };
    if (this.answer?.name === 'failed') throw asError(this.answer.error);
  }

  async join(options: JoinOptions): Promise<void> {
    this.joins.push(options);
    if (this.refusal) throw asError(this.refusal);
    this.participants.value = [
      person({ peerId: 'self', displayName: options.displayName, self: true }),
    ];
    this.state.value = { name: 'joined' };
  }

  async setHand(up: boolean): Promise<void> {
    this.participants.value = this.participants.value.map((each) =>
      each.self ? { ...each, handRaisedAt: up ? 1_000 : null } : each,
    );
  }

  async react(reaction: Reaction): Promise<void> {
    this.reacted.push(reaction);
  }

  setVolume(peerId: string, volume: number): void {
    this.volumes.set(peerId, volume);
  }

  async playAudio(): Promise<void> {
    this.audioBlocked.value = false;
  }

  async leave(): Promise<void> {
    this.state.value = { name: 'ended', why: { kind: 'left' } };
  }
}

export class FakeChat implements ChatView {
  readonly items = signal<readonly ChatItem[]>([]);
  readonly readUntil = signal(0);
  readonly unread = computed(
    () => this.items.value.filter(({ own, time }) => !own && time > this.readUntil.value).length,
  );
  readonly more = signal(false);
  readonly draft = signal('');
  readonly recipient = signal<ChatPerson | undefined>();
  readonly largestFile = signal(1_000_000);
  /** What was asked for, oldest first. */
  readonly sent: { text: string; to?: ChatPerson }[] = [];
  readonly asked: string[] = [];
  #listeners = new Set<(item: ChatItem) => void>();

  read(): void {
    this.readUntil.value = this.items.peek().at(-1)?.time ?? 0;
  }

  onArrival(listener: (item: ChatItem) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Somebody else writes. */
  arrive(known: Partial<ChatItem> & { text: string }): void {
    const time = this.items.peek().length + 1;
    const from = { peerId: 'ana', displayName: 'Ana' };
    const item: ChatItem = { key: `${time}`, time, from, own: false, state: 'sent', ...known };
    this.items.value = [...this.items.peek(), item];
    for (const listener of this.#listeners) listener(item);
  }

  send(text: string, to?: ChatPerson): void {
    this.sent.push(to ? { text, to } : { text });
  }

  retry(key: string): void {
    this.asked.push(`retry ${key}`);
  }

  discard(key: string): void {
    this.asked.push(`discard ${key}`);
  }

  sendFile(file: File): void {
    this.asked.push(`send ${file.name}`);
  }

  async fetchFile(fileId: string): Promise<Blob | undefined> {
    this.asked.push(`fetch ${fileId}`);
    return undefined;
  }

  cancelFile({ key }: ChatItem): void {
    this.asked.push(`cancel ${key}`);
  }

  async loadOlder(): Promise<void> {
    this.asked.push('older');
  }
}

export class FakeMedia implements LocalMedia {
  readonly microphone = signal<DeviceState>({ name: 'off' });
  readonly camera = signal<DeviceState>({ name: 'off' });
  readonly screen = new FakeScreen();
  readonly microphoneLevel = signal(0);
  readonly mutedLevel = signal(0);
  readonly microphones = signal<readonly Device[]>([]);
  readonly cameras = signal<readonly Device[]>([]);
  readonly speakers = signal<readonly Device[]>([]);
  readonly chosen = signal({ microphone: '', camera: '', speaker: '' });
  readonly switched = signal<DeviceSwitch | null>(null);
  readonly stalled = { microphone: signal(false), camera: signal(false) };
  readonly asked: [LocalKind, boolean][] = [];
  closed = false;
  /** What turning a device on ends in. */
  readonly whenOn: Record<LocalKind, DeviceState> = {
    microphone: { name: 'starting' },
    camera: { name: 'starting' },
  };

  async set(kind: LocalKind, on: boolean): Promise<void> {
    this.asked.push([kind, on]);
    const device: Signal<DeviceState> = this[kind];
    device.value = on ? this.whenOn[kind] : { name: 'off' };
  }

  async choose(kind: LocalKind | 'speaker', deviceId: string): Promise<void> {
    this.chosen.value = { ...this.chosen.value, [kind]: deviceId };
  }

  close(): void {
    this.closed = true;
  }
}

export class FakeScreen implements ScreenShare {
  available = true;
  readonly state = signal<ScreenState>({ name: 'off' });
  /** What was asked for, oldest first. */
  readonly asked: (ScreenDetail | 'stop')[] = [];

  async start(detail: ScreenDetail): Promise<void> {
    this.asked.push(detail);
    this.state.value = { name: 'choosing' };
  }

  tune(detail: ScreenDetail): void {
    this.asked.push(detail);
    const state = this.state.value;
    if (state.name === 'on') this.state.value = { ...state, detail };
  }

  stop(): void {
    this.asked.push('stop');
    this.state.value = { name: 'off' };
  }
}

export function person(known: Partial<Participant> & { displayName: string }): Participant {
  return {
    peerId: known.displayName,
    self: false,
    microphone: 'on',
    camera: null,
    cameraStarting: false,
    screen: null,
    screenStarting: false,
    speaking: false,
    reconnecting: false,
    handRaisedAt: null,
    ...known,
  };
}

export function room(known: Partial<RoomPreview> = {}): RoomPreview {
  return {
    roomId: 'calm-otter-river',
    roomName: "Ana's room",
    peerCount: 0,
    server: {
      addresses: [{ host: '192.168.1.20', port: 7781 }],
      fingerprint: 'k'.repeat(43),
      secure: true,
    },
    ...known,
  };
}

function asError({ code, message }: CallError): Error {
  return Object.assign(new Error(message), { code });
}
