/** A bare socket that keeps a journal of all that it hears, in order. */
import { randomInt } from 'node:crypto';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import * as z from 'zod/mini';
import { errorCodes } from '../../../sfu/protocol/errors.ts';
import type {
  Answer,
  Notification,
  NotificationName,
  Reply,
  RequestName,
  RequestPayload,
} from '../../../sfu/protocol/signalling.ts';
import { notificationSchemas } from '../../../sfu/protocol/signalling.ts';
import { until } from './until.ts';

export type ClientOptions = Partial<ManagerOptions & SocketOptions>;

/** A notification by its name, or the answer to a request as `answer to <request>`. */
export interface Entry {
  name: string;
  payload: unknown;
}

const refusal = z.object({
  ok: z.literal(false),
  error: z.object({
    code: z.enum(errorCodes),
    message: z.string().check(z.minLength(1)),
    details: z.optional(z.unknown()),
  }),
});
export type Refusal = z.output<typeof refusal>['error'];

const schemas: { [Name in NotificationName]: z.ZodMiniType<Notification<Name>> } =
  notificationSchemas;

const patienceMs = 10_000;

export class Client {
  readonly journal: Entry[] = [];
  /** Numbers of all notifications that have one, in the order in which they came. */
  readonly numbers: number[] = [];

  constructor(readonly socket: Socket) {
    socket.onAny((name: string, payload: unknown, number?: number) => {
      this.journal.push({ name, payload });
      if (number !== undefined) this.numbers.push(number);
    });
  }

  static async connect(url: string, options: ClientOptions = {}): Promise<Client> {
    const socket = io(url, {
      transports: ['websocket'],
      auth: { protocol: 1 },
      forceNew: true,
      reconnection: false,
      ...options,
    });
    const client = new Client(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', (error) => {
        socket.close();
        reject(error);
      });
    });
    return client;
  }

  /** Sends anything under any name, and waits for whatever the answer is. */
  send(name: string, ...args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.socket.timeout(patienceMs).emit(name, ...args, (late: unknown, answer: unknown) => {
        if (late) return reject(new Error(`${name} was not answered`));
        this.journal.push({ name: `answer to ${name}`, payload: answer });
        resolve(answer);
      });
    });
  }

  /**
   * Sends a request as the text that goes over the wire, past all that the client's library would
   * do to it. With bytes it is a packet of the binary kind, which waits for them.
   */
  sendText(event: string, bytes?: Buffer): Promise<unknown> {
    const { engine } = this.socket.io;
    const id = randomInt(1e6, 1e9);
    const start = `3${id}[`;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('text was not answered')), patienceMs);
      const end = (settle: () => void) => {
        clearTimeout(timer);
        engine.off('data', hear);
        engine.off('close', close);
        settle();
      };
      const hear = (data: unknown) => {
        if (typeof data !== 'string' || !data.startsWith(start)) return;
        end(() => resolve(JSON.parse(data.slice(start.length - 1))[0]));
      };
      const close = () => end(() => reject(new Error('the connection was closed')));
      engine.on('data', hear);
      engine.on('close', close);
      engine.send(bytes ? `51-${id}${event}` : `2${id}${event}`);
      if (bytes) engine.send(bytes);
    });
  }

  /** Makes a request that is to succeed. */
  async ask<Name extends RequestName>(
    name: Name,
    payload: RequestPayload<Name>,
  ): Promise<Reply<Name>> {
    const answer = (await this.send(name, payload)) as Answer<Reply<Name>>;
    if (answer.ok) return answer.data;
    throw new Error(`${name} was refused: ${JSON.stringify(answer.error)}`);
  }

  /** Makes a request that is to be refused, and answers with what. */
  async refused(name: string, ...args: unknown[]): Promise<Refusal> {
    return refusalIn(await this.send(name, ...args));
  }

  /** The code with which a request is refused. */
  async codeOf(name: string, ...args: unknown[]): Promise<string> {
    return (await this.refused(name, ...args)).code;
  }

  /** All notifications of a name so far, each as the protocol says it is. */
  heard<Name extends NotificationName>(name: Name): Notification<Name>[] {
    const schema = schemas[name];
    return this.journal
      .filter((entry) => entry.name === name)
      .map(({ payload }) => z.parse(schema, payload));
  }

  /** Waits for the notification of that name, the first or the one that `matches`. */
  next<Name extends NotificationName>(
    name: Name,
    matches: (payload: Notification<Name>) => boolean = () => true,
  ): Promise<Notification<Name>> {
    return until(`${name} arrives`, () => this.heard(name).find(matches));
  }

  /** Names of all notifications so far, in the order in which they came. */
  get story(): string[] {
    return this.journal.map(({ name }) => name).filter((name) => !name.startsWith('answer to '));
  }

  /** Resolves when all has arrived that the server has sent to this client until now. */
  async settle(): Promise<void> {
    await this.send('getProducers', {});
  }

  get connected(): boolean {
    return this.socket.connected;
  }

  close(): void {
    this.socket.close();
  }
}

/** The refusal that an answer is to be. */
export function refusalIn(answer: unknown): Refusal {
  const parsed = z.safeParse(refusal, answer);
  if (parsed.success) return parsed.data.error;
  throw new Error(`not a refusal: ${JSON.stringify(answer)}`);
}
