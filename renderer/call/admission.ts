/** The way into a room: connection, room, media engine, join. Every step is taken once, when needed. */
import type { Device } from 'mediasoup-client/types';
import { type ErrorCode, SignallingError } from '../../sfu/protocol/errors.ts';
import type { Reply } from '../../sfu/protocol/signalling.ts';
import type { Signalling } from '../signalling/signalling.ts';
import type { RoomPreview } from './call-state.ts';
import type { Engine } from './engine.ts';

export interface AdmissionSetup {
  signalling: Signalling;
  engine: Engine;
  roomId: string;
  /** The name the room gets if this client is the one who creates it. */
  roomName?: string;
}

/** What a join gives: the server's reply and the device that fits the room's router. */
export interface Admitted {
  reply: Reply<'joinRoom'>;
  device: Device;
}

const notResumed = new Set<ErrorCode>(['SESSION_NOT_FOUND', 'UNKNOWN_REQUEST']);

export class Admission {
  readonly #setup: AdmissionSetup;
  #device: Device | undefined;
  /** Takes the place of this client's earlier self, so that no ghost of it stays in the room. */
  #session: string | undefined;

  constructor(setup: AdmissionSetup) {
    this.#setup = setup;
  }

  /** Does all that can be done before the person decides to join. */
  async prepare(): Promise<RoomPreview> {
    await this.#connect();
    return this.#createRoom();
  }

  /** Joins with what is there, and makes what is missing. */
  async join(displayName: string): Promise<Admitted> {
    await this.#connect();
    if (!this.#device) await this.#createRoom();
    try {
      return await this.#join(displayName);
    } catch (error) {
      if (!(error instanceof SignallingError) || error.code !== 'ROOM_NOT_FOUND') throw error;
    }
    await this.#createRoom();
    return this.#join(displayName);
  }

  /** Becomes the same peer over a new connection; undefined where the place is not kept any more. */
  async resume(heard: number): Promise<Reply<'resumeSession'> | undefined> {
    const { signalling, roomId } = this.#setup;
    const session = this.#session;
    if (session === undefined) return undefined;
    try {
      return await signalling.request('resumeSession', { roomId, session, heard });
    } catch (error) {
      // An older server knows no such request.
      if (error instanceof SignallingError && notResumed.has(error.code)) return undefined;
      throw error;
    }
  }

  /** New media in place of all that the server has of this peer. */
  restartMedia(): Promise<Reply<'restartMedia'>> {
    return this.#setup.signalling.request('restartMedia', { transports: ['send', 'recv'] });
  }

  async #connect(): Promise<void> {
    const { signalling } = this.#setup;
    if (signalling.state.value !== 'open') await signalling.connect();
  }

  async #createRoom(): Promise<RoomPreview> {
    const { signalling, engine, roomId, roomName } = this.#setup;
    const payload = roomName === undefined ? { roomId } : { roomId, roomName };
    const { routerRtpCapabilities, ...room } = await signalling.request('createRoom', payload);
    this.#device = await engine.load(routerRtpCapabilities);
    return room;
  }

  async #join(displayName: string): Promise<Admitted> {
    const { signalling, roomId } = this.#setup;
    const device = this.#device;
    if (!device) throw new TypeError('A join needs a loaded device.');
    const reply = await signalling.request('joinRoom', {
      roomId,
      displayName,
      rtpCapabilities: device.recvRtpCapabilities,
      transports: ['send', 'recv'],
      ...(this.#session !== undefined && { session: this.#session }),
    });
    this.#session = reply.session;
    return { reply, device };
  }
}
