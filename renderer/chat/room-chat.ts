/** The chat of the room that a call is in, over however many connections the call takes. */
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { ChatMessage } from '../../sfu/protocol/chat.ts';
import { toCallFailure } from '../call/call-failure.ts';
import type { CallErrorCode, CallState, Participant } from '../call/call-state.ts';
import type { Signalling } from '../signalling/signalling.ts';
import { toItem, withMessages } from './chat-history.ts';
import type { ChatItem, ChatPerson, ChatView } from './chat-state.ts';

export interface RoomChatOptions {
  signalling: Pick<Signalling, 'request' | 'subscribe'>;
  state: ReadonlySignal<CallState>;
  participants: ReadonlySignal<readonly Participant[]>;
}

interface Outgoing {
  readonly clientId: string;
  readonly time: number;
  readonly text: string;
  readonly to?: ChatPerson;
  readonly error?: CallErrorCode;
}

/** Not the message's fault: it waits for the next join. */
const passing = new Set<CallErrorCode>(['CONNECTION_LOST', 'NOT_JOINED', 'ROOM_CLOSED']);
/** Pages that are fetched at once to close a gap, so that a long absence does not hold up a join. */
const mostPages = 5;

export class RoomChat implements ChatView {
  readonly items: ReadonlySignal<readonly ChatItem[]>;
  readonly unread: ReadonlySignal<number>;
  readonly draft = signal('');
  readonly #messages = signal<readonly ChatMessage[]>([]);
  readonly #outgoing = signal<readonly Outgoing[]>([]);
  readonly #ownIds = signal<ReadonlySet<string>>(new Set());
  readonly #more = signal(false);
  readonly #readUntil = signal(0);
  readonly #listeners = new Set<(item: ChatItem) => void>();
  readonly #options: RoomChatOptions;
  readonly #releases: (() => void)[];
  /** What a message was called before the server named it, so that its place on the screen is kept. */
  readonly #keys = new Map<string, string>();
  #opened = false;

  constructor(options: RoomChatOptions) {
    const { signalling, state, participants } = options;
    this.#options = options;
    this.items = computed(() => [
      ...this.#messages.value.map((message) => this.#item(message)),
      ...this.#outgoing.value.map((each) => this.#outgoingItem(each)),
    ]);
    this.unread = computed(() => {
      const since = this.#readUntil.value;
      return this.items.value.filter(({ own, time }) => !own && time > since).length;
    });
    this.#releases = [
      signalling.subscribe((notification) => {
        if (notification.name === 'chatMessage') this.#arrive(notification.payload.message);
      }),
      effect(() => {
        const self = participants.value.find((person) => person.self);
        const known = this.#ownIds.peek();
        if (self && !known.has(self.peerId)) this.#ownIds.value = new Set([...known, self.peerId]);
      }),
      state.subscribe(({ name }) => {
        if (name === 'joined') void this.#catchUp();
      }),
    ];
  }

  get more(): ReadonlySignal<boolean> {
    return this.#more;
  }

  get readUntil(): ReadonlySignal<number> {
    return this.#readUntil;
  }

  read(): void {
    this.#readUntil.value = this.#messages.peek().at(-1)?.time ?? 0;
  }

  onArrival(listener: (item: ChatItem) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  send(text: string, to?: ChatPerson): void {
    const clientId = crypto.randomUUID();
    const outgoing: Outgoing = { clientId, time: Date.now(), text, ...(to && { to }) };
    this.#outgoing.value = [...this.#outgoing.peek(), outgoing];
    void this.#attempt(outgoing);
  }

  retry(key: string): void {
    const failed = this.#outgoing.peek().find(({ clientId }) => clientId === key);
    if (!failed?.error) return;
    const { error: _, ...again } = failed;
    this.#replace(key, again);
    void this.#attempt(again);
  }

  discard(key: string): void {
    this.#replace(key);
  }

  async loadOlder(): Promise<void> {
    const before = this.#messages.peek()[0]?.messageId;
    if (before === undefined || !this.#more.peek()) return;
    try {
      const page = await this.#options.signalling.request('getChat', { before });
      this.#add(page.messages);
      this.#more.value = page.more;
    } catch {
      // The button stays, and so can be pressed again.
    }
  }

  close(): void {
    for (const release of this.#releases) release();
  }

  /** After each join: what was missed, then what could not be sent. */
  async #catchUp(): Promise<void> {
    for (const outgoing of this.#outgoing.peek()) {
      if (!outgoing.error) void this.#attempt(outgoing);
    }
    try {
      await this.#fetchMissed();
    } catch {
      // A lost connection leads to another join, which tries again.
    }
  }

  async #fetchMissed(): Promise<void> {
    const { signalling } = this.#options;
    const known = new Set(this.#messages.peek().map(({ messageId }) => messageId));
    let before: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const { messages, more } = await signalling.request('getChat', {
        ...(before !== undefined && { before }),
      });
      const met = messages.some(({ messageId }) => known.has(messageId));
      this.#add(messages);
      if (!met) this.#more.value = more;
      // What was said before one came in is not news.
      if (!this.#opened) this.read();
      before = messages[0]?.messageId;
      if (!this.#opened || met || !more || before === undefined) break;
    }
    this.#opened = true;
  }

  async #attempt({ clientId, text, to }: Outgoing): Promise<void> {
    if (this.#options.state.peek().name !== 'joined') return;
    try {
      const { message } = await this.#options.signalling.request('sendChat', {
        clientId,
        text,
        ...(to && { to: to.peerId }),
      });
      this.#keys.set(message.messageId, clientId);
      this.#replace(clientId);
      this.#add([message]);
    } catch (error) {
      const { code } = toCallFailure(error);
      const waiting = this.#outgoing.peek().find((each) => each.clientId === clientId);
      if (waiting && !passing.has(code)) this.#replace(clientId, { ...waiting, error: code });
    }
  }

  #arrive(message: ChatMessage): void {
    this.#add([message]);
    const item = this.#item(message);
    if (!item.own) for (const listener of [...this.#listeners]) listener(item);
  }

  #add(messages: readonly ChatMessage[]): void {
    this.#messages.value = withMessages(this.#messages.peek(), messages);
  }

  #replace(clientId: string, ...by: Outgoing[]): void {
    this.#outgoing.value = this.#outgoing
      .peek()
      .flatMap((each) => (each.clientId === clientId ? by : [each]));
  }

  #item(message: ChatMessage): ChatItem {
    const { messageId, from } = message;
    const own = this.#ownIds.value.has(from.peerId);
    return toItem(message, own, this.#keys.get(messageId) ?? messageId);
  }

  #outgoingItem({ clientId, time, text, to, error }: Outgoing): ChatItem {
    const self = this.#options.participants.peek().find((person) => person.self);
    const from = { peerId: self?.peerId ?? '', displayName: self?.displayName ?? '' };
    const message = { messageId: clientId, time, from, text, ...(to && { to }) };
    const item = toItem(message, true, clientId);
    return error ? { ...item, state: 'failed', error } : { ...item, state: 'sending' };
  }
}
