/** The chat of the room that a call is in, over however many connections the call takes. */
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { ChatMessage } from '../../sfu/protocol/chat.ts';
import { toCallFailure } from '../call/call-failure.ts';
import type { CallErrorCode, CallState, Participant } from '../call/call-state.ts';
import type { Signalling } from '../signalling/signalling.ts';
import { toItem, withFileState, withMessages } from './chat-history.ts';
import type { ChatItem, ChatPerson, ChatView } from './chat-state.ts';
import { isPassing } from './passing.ts';
import { RoomFiles } from './room-files.ts';

export interface RoomChatOptions {
  signalling: Pick<Signalling, 'request' | 'subscribe'>;
  state: ReadonlySignal<CallState>;
  participants: ReadonlySignal<readonly Participant[]>;
  /** Where the room's server answers. */
  origin: string;
  fetch?: typeof fetch;
}

interface Outgoing {
  readonly clientId: string;
  readonly time: number;
  readonly text: string;
  readonly to?: ChatPerson;
  readonly file?: { readonly name: string; readonly size: number };
  readonly error?: CallErrorCode;
}

/** Pages that are fetched at once to close a gap, so that a long absence does not hold up a join. */
const mostPages = 5;

export class RoomChat implements ChatView {
  readonly items: ReadonlySignal<readonly ChatItem[]>;
  readonly unread: ReadonlySignal<number>;
  readonly draft = signal('');
  readonly recipient = signal<ChatPerson | undefined>();
  readonly #largestFile = signal(0);
  readonly #files: RoomFiles;
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
    const { signalling, state, participants, origin } = options;
    this.#options = options;
    this.#files = new RoomFiles({
      signalling,
      state,
      origin,
      // Called on nothing else than the window, as browsers want it.
      fetch: options.fetch ?? ((...args) => fetch(...args)),
      onOffered: (clientId, message) => this.#settle(clientId, message),
      onFailed: (clientId, error) => this.#fail(clientId, error),
    });
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
        const { name, payload } = notification;
        if (name === 'chatMessage') this.#arrive(payload.message);
        if (name === 'fileChanged') {
          this.#messages.value = withFileState(this.#messages.peek(), payload);
        }
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

  get largestFile(): ReadonlySignal<number> {
    return this.#largestFile;
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
    // What the server knows of already only goes on.
    if (!failed) this.#files.resend(key);
    if (!failed?.error) return;
    const { error: _, ...again } = failed;
    this.#replace(key, again);
    if (again.file) this.#files.resend(key);
    else void this.#attempt(again);
  }

  sendFile(file: File, to?: ChatPerson): void {
    const clientId = crypto.randomUUID();
    const { name, size } = file;
    const outgoing = { clientId, time: Date.now(), text: '', file: { name, size } };
    this.#outgoing.value = [...this.#outgoing.peek(), { ...outgoing, ...(to && { to }) }];
    void this.#files.send({ clientId, file, ...(to && { to: to.peerId }) });
  }

  fetchFile(fileId: string): Promise<Blob | undefined> {
    return this.#files.fetch(fileId);
  }

  cancelFile({ key, own, file }: ChatItem): void {
    this.#files.cancel(own ? key : (file?.fileId ?? ''));
    if (!own) return;
    this.#replace(key);
    const { fileId } = file ?? {};
    if (fileId === undefined) return;
    // One that is lost on the way runs out of time on the server.
    this.#options.signalling.request('withdrawFile', { fileId }).catch(() => {});
  }

  discard(key: string): void {
    this.#files.cancel(key);
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
    this.#files.close();
  }

  /** After each join: what was missed, then what could not be sent. */
  async #catchUp(): Promise<void> {
    for (const outgoing of this.#outgoing.peek()) {
      if (!outgoing.error && !outgoing.file) void this.#attempt(outgoing);
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
      const { messages, more, largestFile } = await signalling.request('getChat', {
        ...(before !== undefined && { before }),
      });
      this.#largestFile.value = largestFile;
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
      this.#settle(clientId, message);
    } catch (error) {
      const { code } = toCallFailure(error);
      if (!isPassing(code)) this.#fail(clientId, code);
    }
  }

  /** The server has it. */
  #settle(clientId: string, message: ChatMessage): void {
    this.#keys.set(message.messageId, clientId);
    this.#replace(clientId);
    this.#add([message]);
  }

  #fail(clientId: string, error: CallErrorCode): void {
    const waiting = this.#outgoing.peek().find((each) => each.clientId === clientId);
    if (waiting) this.#replace(clientId, { ...waiting, error });
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
    const key = this.#keys.get(messageId) ?? messageId;
    const transfers = this.#files.transfers.value;
    return toItem(message, own, key, transfers.get(own ? key : (message.file?.fileId ?? '')));
  }

  #outgoingItem({ clientId, time, text, to, file, error }: Outgoing): ChatItem {
    const self = this.#options.participants.peek().find((person) => person.self);
    const from = { peerId: self?.peerId ?? '', displayName: self?.displayName ?? '' };
    const message = { messageId: clientId, time, from, text, ...(to && { to }) };
    const transfer = this.#files.transfers.value.get(clientId);
    const offered = file && { ...file, state: 'sending' as const, ...(transfer && { transfer }) };
    const item = { ...toItem(message, true, clientId), ...(offered && { file: offered }) };
    return error ? { ...item, state: 'failed', error } : { ...item, state: 'sending' };
  }
}
