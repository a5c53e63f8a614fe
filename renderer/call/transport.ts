/** A WebRTC transport of mediasoup-client that asks the server for what it needs. */
import type { Device, Transport } from 'mediasoup-client/types';
import type { Direction, TransportInfo } from '../../sfu/protocol/model.ts';
import type { Signalling } from '../signalling/signalling.ts';
import { toCallFailure } from './call-failure.ts';

/** How long a transport may be without a connection before its ICE is restarted, in ms. */
const patience = 1_000;
/** How long a restarted transport may take to connect again, in ms. */
const restartTimeout = 8_000;
/** How often in a row it is restarted before it counts as broken. */
const mostRestarts = 2;

export interface TransportSurroundings {
  device: Device;
  signalling: Signalling;
  /** Told each time media can flow. */
  connected: () => void;
  /** Told when the transport cannot be used any more. */
  failed: (error: unknown) => void;
}

/** A transport and the care for its path. */
export interface Path {
  readonly transport: Transport;
  /** Restarts ICE at once if media does not flow, since there is reason to think that it would. */
  look(): void;
}

/** Opens this end of a transport that the server has made. */
export function openTransport(
  direction: Direction,
  info: TransportInfo,
  surroundings: TransportSurroundings,
): Path {
  const { device, signalling, failed } = surroundings;
  const transport =
    direction === 'send' ? device.createSendTransport(info) : device.createRecvTransport(info);
  const connect = async (dtlsParameters: TransportInfo['dtlsParameters']) => {
    try {
      await signalling.request('connectTransport', { transportId: info.id, dtlsParameters });
    } catch (error) {
      // Also where it is not known whether the server has heard of it: then nothing can be mended.
      const lost = toCallFailure(error).code === 'CONNECTION_LOST';
      if (!transport.closed) failed(lost ? new Error('The transport was not connected.') : error);
    }
  };
  transport.on('connect', ({ dtlsParameters }, proceed) => {
    void connect(dtlsParameters);
    // Not awaited: requests keep their order, so whatever follows finds the transport connected,
    // and ICE begins one round trip earlier.
    proceed();
  });
  transport.on('produce', ({ kind, rtpParameters, appData }, produced, refused) => {
    const payload = { transportId: info.id, kind, rtpParameters, appData };
    signalling.request('produce', payload).then(produced, refused);
  });
  const care = new PathCare(transport, surroundings);
  return { transport, look: () => care.look() };
}

/** Restarts ICE when the path is gone, such as after a change of network. */
class PathCare {
  readonly #transport: Transport;
  readonly #surroundings: TransportSurroundings;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #restarts = 0;
  #asking = false;

  constructor(transport: Transport, surroundings: TransportSurroundings) {
    this.#transport = transport;
    this.#surroundings = surroundings;
    transport.on('connectionstatechange', (state) => {
      if (state === 'connected') this.#flows();
      else if (state === 'failed') void this.#restart();
      else if (state === 'disconnected' && this.#restarts === 0) {
        // The way to the server may be gone altogether, which is worth knowing soon.
        surroundings.signalling.probe();
        this.#wait(patience);
      }
    });
    transport.observer.once('close', () => clearTimeout(this.#timer));
  }

  look(): void {
    const { closed, connectionState } = this.#transport;
    if (!closed && ['disconnected', 'failed'].includes(connectionState)) void this.#restart();
  }

  #flows(): void {
    clearTimeout(this.#timer);
    this.#restarts = 0;
    this.#surroundings.connected();
  }

  #wait(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#restart(), milliseconds);
  }

  async #restart(): Promise<void> {
    const transport = this.#transport;
    const { signalling, failed } = this.#surroundings;
    // Without the server it is tried when that is back.
    if (this.#asking || signalling.state.value !== 'open') return;
    if (this.#restarts === mostRestarts) return failed(new Error('The media path broke.'));
    this.#asking = true;
    clearTimeout(this.#timer);
    try {
      const { id: transportId } = transport;
      const { iceParameters } = await signalling.request('restartIce', { transportId });
      this.#restarts += 1;
      await transport.restartIce({ iceParameters });
      this.#wait(restartTimeout);
    } catch (error) {
      if (!transport.closed) failed(error);
    } finally {
      this.#asking = false;
    }
  }
}
