/** A WebRTC transport of mediasoup-client that asks the server for what it needs. */
import type { Device, Transport } from 'mediasoup-client/types';
import type { Direction, TransportInfo } from '../../sfu/protocol/model.ts';
import type { Signalling } from '../signalling/signalling.ts';

/** How long a transport may be without a connection before its ICE is restarted, in ms. */
const patience = 2_000;
/** How long a restarted transport may take to connect again, in ms. */
const restartTimeout = 8_000;

export interface TransportSurroundings {
  device: Device;
  signalling: Signalling;
  /** Told each time media can flow. */
  connected: () => void;
  /** Told when the transport cannot be used any more. */
  failed: (error: unknown) => void;
}

/** Opens this end of a transport that the server has made. */
export function openTransport(
  direction: Direction,
  info: TransportInfo,
  surroundings: TransportSurroundings,
): Transport {
  const { device, signalling, failed } = surroundings;
  const transport =
    direction === 'send' ? device.createSendTransport(info) : device.createRecvTransport(info);
  transport.on('connect', ({ dtlsParameters }, proceed) => {
    signalling.request('connectTransport', { transportId: info.id, dtlsParameters }).catch(failed);
    // Not awaited: requests keep their order, so whatever follows finds the transport connected,
    // and ICE begins one round trip earlier.
    proceed();
  });
  transport.on('produce', ({ kind, rtpParameters, appData }, produced, refused) => {
    const payload = { transportId: info.id, kind, rtpParameters, appData };
    signalling.request('produce', payload).then(produced, refused);
  });
  restartWhenBroken(transport, surroundings);
  return transport;
}

/** Restarts ICE when the path is gone, such as after a change of network; once, then it has failed. */
function restartWhenBroken(
  transport: Transport,
  { signalling, connected, failed }: TransportSurroundings,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let restarting = false;
  const restart = async () => {
    restarting = true;
    clearTimeout(timer);
    timer = setTimeout(() => failed(new Error('The media path broke.')), restartTimeout);
    try {
      const { iceParameters } = await signalling.request('restartIce', {
        transportId: transport.id,
      });
      await transport.restartIce({ iceParameters });
    } catch (error) {
      if (!transport.closed) failed(error);
    }
  };
  transport.on('connectionstatechange', (state) => {
    if (state === 'connected') {
      clearTimeout(timer);
      restarting = false;
      connected();
    } else if (state === 'disconnected' && !restarting) {
      clearTimeout(timer);
      timer = setTimeout(restart, patience);
    } else if (state === 'failed') {
      if (restarting) failed(new Error('The media path broke and could not be restored.'));
      else void restart();
    }
  });
  transport.observer.once('close', () => clearTimeout(timer));
}
