import type { IceCandidate, TransportTuple, WebRtcTransport } from 'mediasoup/types';
import type { OwnedTransport, Peer } from './peer.ts';
import { SignallingError } from './protocol/errors.ts';
import { isLoopback } from './protocol/invite.ts';
import type { Direction, TransportInfo } from './protocol/model.ts';

/** Bit rates in bit/s; 0 for the second is no limit. */
export interface TransportOptions {
  initialBitrate: number;
  maxIncomingBitrate: number;
  /** A receiving transport can carry media, so long after its client gave its side. */
  onConnected?(seconds: number): void;
  /** What a peer sends takes this path now. */
  onPath?(peer: Peer, path: TransportTuple): void;
}

/**
 * Makes a WebRTC transport on the port of the peer's worker.
 * @param local whether the client runs on this machine, and may be offered loopback
 * @throws SignallingError TRANSPORT_CREATION_FAILED, LIMIT_REACHED, NOT_JOINED
 */
export async function createTransport(
  peer: Peer,
  direction: Direction,
  local: boolean,
  { initialBitrate, maxIncomingBitrate, onConnected, onPath }: TransportOptions,
): Promise<TransportInfo> {
  const { router, worker } = peer.home;
  const make = async () => {
    try {
      const transport = await router.createWebRtcTransport({
        webRtcServer: worker.port.webRtcServer,
        enableUdp: true,
        enableTcp: true,
        preferUdp: true,
        initialAvailableOutgoingBitrate: initialBitrate,
      });
      if (direction === 'send' && maxIncomingBitrate > 0) {
        await transport.setMaxIncomingBitrate(maxIncomingBitrate);
      }
      return transport;
    } catch {
      const message = 'The media server could not make a connection. Try again.';
      throw new SignallingError('TRANSPORT_CREATION_FAILED', message);
    }
  };
  const transport = await peer.own('transports', make, (made) => {
    keep(peer, made, direction, onConnected);
    if (direction === 'send') {
      made.on('iceselectedtuplechange', (path) => onPath?.(peer, path));
    }
  });
  return {
    id: transport.id,
    iceParameters: transport.iceParameters,
    iceCandidates: iceCandidatesFor(transport, local),
    dtlsParameters: transport.dtlsParameters,
    iceServers: [],
  };
}

/** A transport's candidates; those on loopback only for a client on this machine. */
export function iceCandidatesFor(transport: WebRtcTransport, local: boolean): IceCandidate[] {
  return local
    ? transport.iceCandidates
    : transport.iceCandidates.filter(({ address }) => !isLoopback(address));
}

function keep(
  peer: Peer,
  transport: WebRtcTransport,
  direction: Direction,
  onConnected: TransportOptions['onConnected'],
): void {
  const owned: OwnedTransport = { direction, transport, connected: false };
  peer.transports.set(transport.id, owned);
  peer.directions.add(direction);
  transport.observer.once('close', () => peer.transports.delete(transport.id));
  // The client said goodbye on the media path, or its DTLS failed: nothing flows here again.
  transport.on('dtlsstatechange', (state) => {
    if (state === 'connected' && direction === 'recv' && owned.connectedAt !== undefined) {
      onConnected?.((performance.now() - owned.connectedAt) / 1000);
    }
    if (state === 'closed' || state === 'failed') transport.close();
  });
}
