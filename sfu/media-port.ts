import type { TransportListenInfo, WebRtcServer, Worker } from 'mediasoup/types';
import { messageOf } from './log.ts';

export interface MediaPortOptions {
  /** The worker's place among the others: ports are shared out by it. */
  index: number;
  count: number;
  rtcMinPort: number;
  rtcMaxPort: number;
  announcedIp: string | undefined;
}

/**
 * Where one worker's transports listen: one port, UDP and TCP, on every address. When the network
 * changes a new server takes over for new transports, on another port, because the old one still
 * holds the addresses that stayed; it closes with its last transport.
 */
export class MediaPort {
  #current: { server: WebRtcServer; port: number } | undefined;
  #addresses = '';

  private constructor(
    private readonly worker: Worker,
    private readonly options: MediaPortOptions,
  ) {}

  /**
   * @param addresses best first: their order is the order of the ICE candidates
   * @throws Error if no port of the range is free
   */
  static async open(
    worker: Worker,
    options: MediaPortOptions,
    addresses: readonly string[],
  ): Promise<MediaPort> {
    const port = new MediaPort(worker, options);
    await port.listenOn(addresses);
    return port;
  }

  get webRtcServer(): WebRtcServer {
    return this.#open.server;
  }

  get port(): number {
    return this.#open.port;
  }

  /**
   * Listens on these addresses from now on; does nothing where that is so already.
   * @throws Error if no port of the range is free; the old addresses stay then
   */
  async listenOn(addresses: readonly string[]): Promise<void> {
    const wanted = addresses.join(' ');
    if (wanted === this.#addresses) return;
    this.#addresses = wanted;
    const before = this.#current;
    try {
      this.#current = await this.#listen(addresses);
    } catch (error) {
      this.#addresses = '';
      throw error;
    }
    if (before) await closeWhenUnused(before.server);
  }

  get #open() {
    if (!this.#current) throw new TypeError('the media port is not open');
    return this.#current;
  }

  /** Tries the worker's own port first, then those that no other worker prefers. */
  async #listen(addresses: readonly string[]): Promise<{ server: WebRtcServer; port: number }> {
    const { index, count, rtcMinPort, rtcMaxPort } = this.options;
    let reason: unknown = new Error('no port to try');
    for (let port = rtcMinPort + index; port <= rtcMaxPort; port += count) {
      try {
        const listenInfos = this.#listenInfos(addresses, port);
        return { server: await this.worker.createWebRtcServer({ listenInfos }), port };
      } catch (error) {
        reason = error;
      }
    }
    const range = `${rtcMinPort} to ${rtcMaxPort}`;
    throw new Error(`no media port from ${range} is free (${messageOf(reason)})`);
  }

  #listenInfos(addresses: readonly string[], port: number): TransportListenInfo[] {
    const { announcedIp } = this.options;
    return addresses.flatMap((ip) =>
      (['udp', 'tcp'] as const).map((protocol) => ({
        protocol,
        ip,
        port,
        // The public address is announced beside the inner one, for guests on both sides of a NAT.
        ...(announcedIp && !ip.startsWith('127.')
          ? { announcedAddress: announcedIp, exposeInternalIp: true }
          : {}),
      })),
    );
  }
}

async function closeWhenUnused(server: WebRtcServer): Promise<void> {
  const closeIfUnused = async () => {
    if (server.closed) return;
    const { webRtcTransportIds } = await server.dump();
    if (webRtcTransportIds.length === 0) server.close();
  };
  // A worker that dies meanwhile has closed it already.
  server.observer.on('webrtctransportunhandled', () => void closeIfUnused().catch(() => {}));
  await closeIfUnused().catch(() => {});
}
