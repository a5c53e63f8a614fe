/** Signalling over socket.io. The only file that knows socket.io-client. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';
import * as z from 'zod/mini';
import { SignallingError } from '../../sfu/protocol/errors.ts';
import { limits, protocolVersion } from '../../sfu/protocol/model.ts';
import {
  type Answer,
  type NotificationName,
  notificationSchemas,
  type Reply,
  type RequestName,
  type RequestPayload,
} from '../../sfu/protocol/signalling.ts';
import { ClientError } from './client-error.ts';
import { readRefusal } from './refusal.ts';
import type {
  AnyNotification,
  ConnectionState,
  NotificationListener,
  Signalling,
} from './signalling.ts';

export interface SocketSignallingOptions {
  /** How long `connect` may take, in ms. */
  connectTimeout?: number;
  /** How long a request may take, in ms. */
  requestTimeout?: number;
  /** How long a sign of life may take that is asked for, in ms. */
  probeTimeout?: number;
  /** Told of every notification that was dropped because it did not fit its schema. */
  reportInvalid?: (name: string, payload: unknown) => void;
}

export class SocketSignalling implements Signalling {
  readonly #state = signal<ConnectionState>('idle');
  readonly state: ReadonlySignal<ConnectionState> = this.#state;
  readonly #listeners = new Set<NotificationListener>();
  /** Rejects what waits: requests, and `connect` while it is under way. */
  readonly #pending = new Set<(error: Error) => void>();
  readonly #origin: string;
  readonly #options: Required<SocketSignallingOptions>;
  #socket: Socket | undefined;
  #probing = false;

  /** @param origin where the server answers, such as `https://192.168.1.4:7780` */
  constructor(origin: string, options: SocketSignallingOptions = {}) {
    this.#origin = origin;
    this.#options = {
      connectTimeout: 5_000,
      requestTimeout: limits.requestTimeout,
      probeTimeout: 2_500,
      reportInvalid: () => {},
      ...options,
    };
  }

  async connect(): Promise<void> {
    if (this.#state.value === 'closed') throw closedError();
    this.#drop();
    this.#state.value = 'connecting';
    const socket = this.#open();
    try {
      await this.#wait<void>(this.#options.connectTimeout, unreachable(), (resolve, reject) => {
        socket.once('connect', () => {
          // Here and not after the await: a close or loss in between must have the last word.
          this.#state.value = 'open';
          resolve();
        });
        socket.once('connect_error', (error: Error & { data?: unknown }) => {
          reject(readRefusal(error.data) ?? unreachable());
        });
      });
    } catch (error) {
      if (socket === this.#socket) this.#lose();
      throw error;
    }
  }

  probe(): void {
    const socket = this.#socket;
    if (!socket || this.#state.value !== 'open' || this.#probing) return;
    this.#probing = true;
    // Any answer is a sign of life, a refusal too.
    this.#ask('getProducers', {}, this.#options.probeTimeout)
      .catch((error: unknown) => {
        const late = error instanceof ClientError && error.code === 'TIMEOUT';
        if (late && socket === this.#socket) this.#lose();
      })
      .finally(() => {
        this.#probing = false;
      });
  }

  request<Name extends RequestName>(
    name: Name,
    payload: RequestPayload<Name>,
  ): Promise<Reply<Name>> {
    return this.#ask(name, payload, this.#options.requestTimeout);
  }

  #ask<Name extends RequestName>(
    name: Name,
    payload: RequestPayload<Name>,
    timeout: number,
  ): Promise<Reply<Name>> {
    const socket = this.#socket;
    if (!socket || this.#state.value !== 'open') return Promise.reject(lostError());
    const late = new ClientError('TIMEOUT', `The server did not answer "${name}" in time.`);
    return this.#wait<Reply<Name>>(timeout, late, (resolve, reject) => {
      socket.emit(name, payload, (answer?: Answer<Reply<Name>>) => {
        if (answer?.ok) resolve(answer.data);
        else reject(readRefusal(answer?.error) ?? unreadable());
      });
    });
  }

  subscribe(listener: NotificationListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#state.value = 'closed';
    // Says to the server that this is meant, and no accident of the network.
    this.#socket?.disconnect();
    this.#drop();
  }

  /**
   * A new socket for each connection: socket.io keeps what it could not send for the next one, and
   * a request made before a loss must not arrive after it.
   */
  #open(): Socket {
    const socket = io(this.#origin, {
      transports: ['websocket'],
      auth: { protocol: protocolVersion },
      forceNew: true,
      reconnection: false,
    });
    socket.onAny((...heard: [string, unknown, unknown?]) => this.#notify(...heard));
    socket.once('disconnect', () => {
      if (socket === this.#socket) this.#lose();
    });
    this.#socket = socket;
    return socket;
  }

  /** Settles exactly once: by `begin`'s callbacks, by time, or by the end of the connection. */
  #wait<Value>(
    milliseconds: number,
    late: Error,
    begin: (resolve: (value: Value) => void, reject: (error: Error) => void) => void,
  ): Promise<Value> {
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        settle();
        reject(error);
      };
      const settle = () => {
        clearTimeout(timer);
        this.#pending.delete(fail);
      };
      const timer = setTimeout(() => fail(late), milliseconds);
      this.#pending.add(fail);
      begin((value) => {
        settle();
        resolve(value);
      }, fail);
    });
  }

  #notify(name: string, payload: unknown, numbered?: unknown): void {
    const notification = readNotification(name, payload);
    const number = typeof numbered === 'number' ? numbered : undefined;
    if (!notification) this.#options.reportInvalid(name, payload);
    else for (const listener of [...this.#listeners]) listener(notification, number);
  }

  #lose(): void {
    this.#drop();
    if (this.#state.value !== 'closed') this.#state.value = 'lost';
  }

  /** The one exit of a socket, whoever ended it. */
  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.offAny();
    // The engine first, so that socket.io says no goodbye: whoever connects anew is not leaving.
    socket?.io.engine.close();
    socket?.disconnect();
    for (const fail of [...this.#pending]) fail(lostError());
  }
}

function readNotification(name: string, payload: unknown): AnyNotification | undefined {
  if (!Object.hasOwn(notificationSchemas, name)) return undefined;
  const known = name as NotificationName;
  const read = z.safeParse(notificationSchemas[known], payload);
  // The name and the payload belong together by the line above, which types cannot follow.
  return read.success ? ({ name: known, payload: read.data } as AnyNotification) : undefined;
}

const unreadable = () => new SignallingError('INTERNAL', 'The server gave an unreadable answer.');
const lostError = () => new ClientError('CONNECTION_LOST', 'The connection to the server broke.');
const closedError = () => new ClientError('CONNECTION_LOST', 'The connection has been closed.');
const unreachable = () => new ClientError('UNREACHABLE', 'The server cannot be reached.');
