import { networkInterfaces } from 'node:os';
import { watchAdapters } from './adapters.ts';
import { isWildcard, mediaAddresses, usableAddresses } from './addresses.ts';
import { takeCensus } from './census.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import { Chats } from './chats.ts';
import { createFileTransfer } from './file-transfer.ts';
import { Files } from './files.ts';
import { createHandlers } from './handlers.ts';
import { judge, type Verdict } from './health.ts';
import { machineShare } from './heat.ts';
import { createHttpHandler } from './http.ts';
import { type Listener, listen } from './listener.ts';
import { LoadMeter } from './load-meter.ts';
import { createLog, type Log } from './log.ts';
import { MediaSamples } from './media-samples.ts';
import { Metrics } from './metrics.ts';
import { type Keeping, ownCertificate } from './own-certificate.ts';
import { Profiles } from './profiles.ts';
import { SignallingError } from './protocol/errors.ts';
import { formatAddress, isLoopback } from './protocol/invite.ts';
import type { ServerInfo } from './protocol/model.ts';
import { recent } from './recent.ts';
import { Rooms } from './rooms.ts';
import type { SfuOptions } from './settings.ts';
import { type Signalling, startSignalling } from './socket.ts';
import { readHealth, readStats, type Stats } from './stats.ts';
import type { TransportOptions } from './transports.ts';
import { WorkerPool } from './workers.ts';

export type { KeySeal } from './certificate-file.ts';
export { ConfigError, readConfig } from './config.ts';
export type { Keeping, Replacement } from './own-certificate.ts';
export type { SfuOptions } from './settings.ts';
export type { Stats } from './stats.ts';

/** A running media server. */
export interface Sfu {
  /** The port of HTTP and signalling. */
  readonly port: number;
  /** Where this machine reaches it: plain http on loopback where it listens there. */
  readonly localUrl: string;
  /** Where others reach it, now. */
  info(): ServerInfo;
  stats(): Stats;
  /** Tells everybody, closes everything and resolves when all ports are free. Idempotent. */
  close(): Promise<void>;
}

const infoAgeMs = 1_000;

/**
 * The only composition of the media server. Everything that it opens it closes, also when a later
 * step of the start fails.
 * @param keeping how the key of the server's own certificate is kept
 * @throws Error with a sentence for a person
 */
export async function startSfu(options: SfuOptions, keeping: Keeping = {}): Promise<Sfu> {
  const log = createLog(options.logLevel);
  const { listenIp } = options;
  const certificate = await certificateFor(options, log, keeping);
  const workers = await WorkerPool.start({
    count: options.workers,
    workerBin: options.workerBin,
    addresses: mediaAddresses(networkInterfaces(), listenIp),
    announcedIp: options.announcedIp,
    rtcMinPort: options.rtcMinPort,
    rtcMaxPort: options.rtcMaxPort,
    log,
  });
  const files = await Files.open({ ...options, log });
  const chats = await Chats.open({ ...options, files, log });
  const metrics = new Metrics();
  const load = new LoadMeter(workers);
  const verdict = () => judge(load.vitals, { ...options, busyAt: options.busyAt / 100 });
  const { recovery } = metrics;
  const admit = () => refuseBusy(verdict());
  const profiles = new Profiles({ ...options, share: machineShare() });
  const transportOptions: TransportOptions = {
    ...options,
    onConnected: (s) => metrics.timePhase('connect', s),
    onPath: (peer, path) => profiles.route(peer, path),
  };
  const rooms = new Rooms(workers, {
    ...options,
    chats,
    recovery,
    transportOptions,
    log,
    admit,
  });
  const media = new MediaSamples(rooms, metrics);
  // Asked only after the listener and signalling below are there.
  const stats = () => readStats(rooms, workers, signalling.connections);
  metrics.show({
    census: () => takeCensus(rooms),
    connections: () => signalling.connections,
    ready: () => verdict().ready,
    workers,
    load,
    media,
  });
  const handle = createHttpHandler({
    rendererFolder: options.rendererFolder,
    announcedIp: options.announcedIp,
    health: () => readHealth(stats(), verdict()),
    stats,
    metrics: () => metrics.read(),
    files: createFileTransfer(files, log),
    log,
  });
  let listener: Listener;
  try {
    const { port, portTaken } = options;
    listener = await listen({ port, portTaken, host: listenIp, certificate, handle });
  } catch (error) {
    media.close();
    load.close();
    profiles.close();
    await Promise.all([workers.close(), chats.close()]);
    throw error;
  }
  // Each who looks a room up is told the addresses, and to ask the system for them is slow.
  const info = recent(() => serverInfo(options, certificate, listener.port), infoAgeMs);
  const signalling: Signalling = startSignalling({
    server: listener.server,
    handlers: createHandlers({
      rooms,
      transportOptions,
      serverInfo: info,
    }),
    announcedIp: options.announcedIp,
    onRefused: (code) => metrics.countRefused(code),
    onDone: (request, seconds) => metrics.countDone(request, seconds),
    recovery,
    log,
  });
  // One address is what was asked for; all adapters are those that there are at the time.
  const unwatch = isWildcard(listenIp)
    ? watchAdapters((adapters) => void workers.listenOn(mediaAddresses(adapters, listenIp)))
    : () => {};
  log.info('listening', { port: listener.port, workers: workers.alive.length });

  let closing: Promise<void> | undefined;
  const close = async () => {
    unwatch();
    media.close();
    load.close();
    profiles.close();
    // Side by side: a room that is being made by a worker that hangs ends with the worker.
    await Promise.all([rooms.close(), signalling.close(), listener.close(), workers.close()]);
    await Promise.all([chats.close(), files.close()]);
    log.info('closed');
  };
  return {
    port: listener.port,
    localUrl: localUrl(listenIp, listener.port),
    info,
    stats,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** @throws SignallingError SERVER_BUSY before those inside would notice one more. */
function refuseBusy(verdict: Verdict): void {
  if (verdict.ready || !verdict.overloaded) return;
  throw new SignallingError('SERVER_BUSY', 'The server is as busy as it may be. Try again soon.');
}

function certificateFor(
  { tlsCert, tlsKey, dataFolder }: SfuOptions,
  log: Log,
  keeping: Keeping,
): Promise<Certificate> {
  return tlsCert !== undefined && tlsKey !== undefined
    ? readCertificate(tlsCert, tlsKey)
    : ownCertificate(dataFolder, log, keeping);
}

function serverInfo(options: SfuOptions, certificate: Certificate, port: number): ServerInfo {
  const usable = usableAddresses(networkInterfaces(), options.listenIp);
  const hosts = options.announcedIp ? [options.announcedIp, ...usable] : usable;
  const secure = !hosts.every(isLoopback);
  const info: ServerInfo = { addresses: hosts.map((host) => ({ host, port })), secure };
  if (secure && certificate.selfMade) info.fingerprint = certificate.fingerprint;
  return info;
}

function localUrl(listenIp: string, port: number): string {
  const host = isWildcard(listenIp) ? '127.0.0.1' : listenIp;
  return `${isLoopback(host) ? 'http' : 'https'}://${formatAddress({ host, port })}/`;
}
