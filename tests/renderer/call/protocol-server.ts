/**
 * A small server that speaks the protocol over a real socket.io: enough for a call with
 * mediasoup-client's fake handler, and scriptable where a test wants something else.
 */
import * as fakeParameters from 'mediasoup-client/fakeParameters';
import type { Socket } from 'socket.io';
import { SignallingError } from '../../../sfu/protocol/errors.ts';
import {
  type ConsumerInfo,
  kindOfSource,
  type PeerInfo,
  type ProducerInfo,
  type Source,
  type TransportInfo,
} from '../../../sfu/protocol/model.ts';
import type {
  Notification,
  NotificationName,
  Reply,
  RequestName,
  RequestPayload,
} from '../../../sfu/protocol/signalling.ts';
import { startLoopback } from './loopback.ts';

type Handlers = {
  [Name in RequestName]?: (
    payload: RequestPayload<Name>,
    socket: Socket,
  ) => Reply<Name> | Promise<Reply<Name>>;
};

export interface Asked {
  name: RequestName;
  payload: Record<string, unknown>;
}

export class ProtocolServer {
  /** Every request that came, oldest first, over whichever connection. */
  readonly asked: Asked[] = [];
  /** The others in the room. */
  peers: PeerInfo[] = [];
  /** What a join is answered with for them. */
  consumers: ConsumerInfo[] = [];
  connections = 0;
  joins = 0;
  /** What the client has made and not closed, as a resumption lists it. */
  readonly producers = new Map<string, ProducerInfo>();
  #transportIds: string[] = [];
  #ids = 0;

  private constructor(
    readonly origin: string,
    readonly handlers: Handlers,
    private readonly loopback: Awaited<ReturnType<typeof startLoopback>>,
  ) {
    loopback.io.on('connection', (socket) => this.#serve(socket));
  }

  static async start(handlers: Handlers = {}, port = 0): Promise<ProtocolServer> {
    const loopback = await startLoopback(port);
    return new ProtocolServer(loopback.origin, handlers, loopback);
  }

  /** The names of all requests since the last call of this, without those of the chat's own. */
  takeAsked(): RequestName[] {
    const names = this.asked.splice(0).map(({ name }) => name);
    return names.filter((name) => name !== 'getChat');
  }

  payloadsOf(name: RequestName): Record<string, unknown>[] {
    return this.asked.filter((request) => request.name === name).map(({ payload }) => payload);
  }

  notify<Name extends NotificationName>(
    name: Name,
    payload: Notification<Name>,
    number?: number,
  ): void {
    this.loopback.io.emit(name, payload, number);
  }

  breakConnections(): void {
    this.loopback.io.disconnectSockets(true);
  }

  get open(): number {
    return this.loopback.io.of('/').sockets.size;
  }

  /** Goes away; nobody listens on the port any more. */
  stop(): Promise<void> {
    return this.loopback.close();
  }

  #serve(socket: Socket): void {
    this.connections += 1;
    socket.onAny(async (name: RequestName, payload, answer) => {
      this.asked.push({ name, payload });
      try {
        answer({ ok: true, data: await this.#answer(name, payload, socket) });
      } catch (error) {
        const refused =
          error instanceof SignallingError ? error : new SignallingError('INTERNAL', String(error));
        answer({ ok: false, error: refused.toWire() });
      }
    });
  }

  #answer<Name extends RequestName>(
    name: Name,
    payload: RequestPayload<Name>,
    socket: Socket,
  ): unknown {
    const scripted = this.handlers[name];
    if (scripted) return scripted(payload, socket);
    switch (name) {
      case 'createRoom':
        return this.room();
      case 'joinRoom':
        return this.joined();
      case 'resumeSession':
        return this.resumed();
      case 'restartMedia':
        return this.media();
      case 'produce':
        return this.#produce(payload as RequestPayload<'produce'>);
      case 'closeProducer':
        this.producers.delete((payload as RequestPayload<'closeProducer'>).producerId);
        return {};
      case 'restartIce':
        return { iceParameters: transportInfo('ice').iceParameters, iceCandidates: [] };
      default:
        return {};
    }
  }

  room(): Reply<'createRoom'> {
    return {
      roomId: 'room',
      roomName: 'A room',
      routerRtpCapabilities: fakeParameters.generateRouterRtpCapabilities(),
      peerCount: this.peers.length,
      server: { addresses: [], secure: false },
    };
  }

  joined(): Reply<'joinRoom'> {
    this.joins += 1;
    return { peerId: this.nextId('me'), session: `secret ${this.joins}`, ...this.media() };
  }

  media(): Reply<'restartMedia'> {
    const [send, recv] = [this.nextId('send'), this.nextId('recv')];
    this.#transportIds = [send, recv];
    this.producers.clear();
    return {
      peers: this.peers,
      transports: { send: transportInfo(send), recv: transportInfo(recv) },
      consumers: this.consumers,
    };
  }

  resumed(): Reply<'resumeSession'> {
    return {
      peerId: 'me',
      caughtUp: true,
      peers: this.peers,
      producers: [...this.producers.values()],
      transportIds: this.#transportIds,
      consumerIds: [],
    };
  }

  #produce({ kind, appData }: RequestPayload<'produce'>): Reply<'produce'> {
    const producerId = this.nextId('producer');
    const source = appData?.source ?? 'microphone';
    this.producers.set(producerId, { producerId, kind, source, paused: false });
    return { id: producerId };
  }

  nextId(noun: string): string {
    this.#ids += 1;
    return `${noun} ${this.#ids}`;
  }
}

function transportInfo(id: string): TransportInfo {
  const { iceParameters, dtlsParameters } = fakeParameters.generateTransportRemoteParameters();
  return { id, iceParameters, iceCandidates: [], dtlsParameters, iceServers: [] };
}

/** A consumer of what somebody sends, as the server offers it. */
export function consumerOf(peerId: string, producerId: string, source: Source): ConsumerInfo {
  const kind = kindOfSource[source];
  const codecMimeType = kind === 'video' ? 'video/VP8' : 'audio/opus';
  const { id, rtpParameters } = fakeParameters.generateConsumerRemoteParameters({ codecMimeType });
  const type = source === 'camera' ? 'simulcast' : 'simple';
  return { id, producerId, peerId, kind, source, rtpParameters, type, producerPaused: false };
}

/** Somebody who sends both, under producers that are named after them. */
export function sender(peerId: string): { peer: PeerInfo; consumers: ConsumerInfo[] } {
  const producers = [
    { producerId: `${peerId} mic`, kind: 'audio', source: 'microphone', paused: false },
    { producerId: `${peerId} cam`, kind: 'video', source: 'camera', paused: false },
  ] as const;
  return {
    peer: { peerId, displayName: peerId, producers: [...producers] },
    consumers: producers.map(({ producerId, source }) => consumerOf(peerId, producerId, source)),
  };
}
