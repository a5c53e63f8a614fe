import { isIP } from 'node:net';
import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import { type LogLevel, logLevels } from './log.ts';

/** Everything that can be set of a server. Bit rates in bit/s, times in ms. */
export interface SfuOptions {
  /** HTTP and signalling; 0 takes any free one. */
  port: number;
  /** When `port` is taken: give up, or take the next free one. */
  portTaken: 'fail' | 'next';
  /** `0.0.0.0` (all IPv4 adapters), `::` (all, IPv6 too) or one address of this machine. */
  listenIp: string;
  /** A public address or name under which the media ports are reached too. */
  announcedIp: string | undefined;
  /** Media ports, UDP and TCP, one a worker from the lower end. */
  rtcMinPort: number;
  rtcMaxPort: number;
  workers: number;
  /** The mediasoup-worker to run; undefined is mediasoup's own. */
  workerBin: string | undefined;
  /** What a new receiving transport may be sent before its bandwidth is known. */
  initialBitrate: number;
  /** The most that one peer may send over one transport; 0 is no limit. */
  maxIncomingBitrate: number;
  maxRooms: number;
  maxPeersPerRoom: number;
  /** Whether those on the local network may send without caps. */
  lanProfile: 'auto' | 'off';
  /** How many voices of a room are forwarded at once. */
  maxSpeakers: number;
  /** Percent of a core at which a worker is full, and a room spreads to another; 0 does so at once. */
  spreadAt: number;
  /** Percent of a core at which a worker takes nobody more. */
  busyAt: number;
  /** How late signalling may be before nobody more is let in. */
  busyDelay: number;
  /** How long an empty room is kept. */
  roomGrace: number;
  /** Bytes of one file that people share, of those of one room, and of all; 0 takes none. */
  maxFileBytes: number;
  maxRoomFileBytes: number;
  maxAllFileBytes: number;
  /** How long the chat of its rooms outlives the server on disk; 0 keeps it in memory alone. */
  chatKept: number;
  /** How long the place of a person is kept whose connection is lost. */
  peerGrace: number;
  /** PEM files of a real certificate; without them the server makes and keeps its own. */
  tlsCert: string | undefined;
  tlsKey: string | undefined;
  /** Where the server keeps its certificate. */
  dataFolder: string;
  /** The built renderer; undefined serves no pages. */
  rendererFolder: string | undefined;
  logLevel: LogLevel;
}

export interface Setting<Value> {
  env: string;
  /** Undefined means: not one of those that it may be. */
  parse(text: string): Value | undefined;
  may: string;
  fallback: Value;
  about: string;
}

const wholeNumber = (minimum: number, maximum: number) => ({
  parse(text: string) {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    return value >= minimum && value <= maximum ? value : undefined;
  },
  may: `a whole number from ${minimum} to ${maximum}`,
});
const oneOf = <const Word extends string>(...words: Word[]) => ({
  parse: (text: string) => words.find((word) => word === text),
  may: words.join(', '),
});
const ipAddress = {
  parse: (text: string) => (isIP(text) ? text : undefined),
  may: 'an IPv4 or IPv6 address',
};
const hostNamePattern =
  /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
const addressOrName = {
  parse: (text: string) => (isIP(text) || hostNamePattern.test(text) ? text : undefined),
  may: 'an IP address or a host name',
};
const path = { parse: (text: string) => text || undefined, may: 'a path' };

/** Settings of the headless server, by option: environment variable, flag and documentation. */
export const settings: { [Name in keyof SfuOptions]: Setting<SfuOptions[Name]> } = {
  port: {
    env: 'PORT',
    ...wholeNumber(0, 65_535),
    fallback: 7780,
    about: 'port for HTTP and signalling; 0 takes any free one',
  },
  portTaken: {
    env: 'PORT_TAKEN',
    ...oneOf('fail', 'next'),
    fallback: 'fail',
    about: 'when the port is taken: give up, or take the next free one',
  },
  listenIp: {
    env: 'LISTEN_IP',
    ...ipAddress,
    fallback: '0.0.0.0',
    about: 'address to listen on; 0.0.0.0 all adapters, :: with IPv6 too',
  },
  announcedIp: {
    env: 'ANNOUNCED_IP',
    ...addressOrName,
    fallback: undefined,
    about: 'public address or name of this server',
  },
  rtcMinPort: {
    env: 'RTC_MIN_PORT',
    ...wholeNumber(1, 65_535),
    fallback: 40_000,
    about: 'lowest media port (UDP and TCP), one is used a worker',
  },
  rtcMaxPort: {
    env: 'RTC_MAX_PORT',
    ...wholeNumber(1, 65_535),
    fallback: 40_199,
    about: 'highest media port',
  },
  workers: {
    env: 'WORKERS',
    ...wholeNumber(1, 256),
    fallback: availableParallelism(),
    about: 'media workers; by default one a core',
  },
  workerBin: {
    env: 'MEDIASOUP_WORKER_BIN',
    ...path,
    fallback: undefined,
    about: 'the mediasoup-worker program',
  },
  initialBitrate: {
    env: 'INITIAL_BITRATE',
    ...wholeNumber(30_000, 1_000_000_000),
    fallback: 1_000_000,
    about: 'first guess of what a receiver can take, bit/s',
  },
  maxIncomingBitrate: {
    env: 'MAX_INCOMING_BITRATE',
    ...wholeNumber(0, 1_000_000_000),
    fallback: 0,
    about: 'most that one peer may send, bit/s; 0 is no limit',
  },
  maxRooms: {
    env: 'MAX_ROOMS',
    ...wholeNumber(1, 1_000_000),
    fallback: 1000,
    about: 'most rooms at once',
  },
  lanProfile: {
    env: 'LAN_PROFILE',
    ...oneOf('auto', 'off'),
    fallback: 'auto',
    about: 'off caps what is sent also on a local network',
  },
  maxSpeakers: {
    env: 'MAX_SPEAKERS',
    ...wholeNumber(1, 1000),
    fallback: 6,
    about: 'most voices forwarded at once in a room, the loudest',
  },
  maxPeersPerRoom: {
    env: 'MAX_PEERS_PER_ROOM',
    ...wholeNumber(1, 100_000),
    fallback: 500,
    about: 'most people in a room',
  },
  spreadAt: {
    env: 'SPREAD_AT',
    ...wholeNumber(0, 100),
    fallback: 60,
    about: 'percent of a core at which a room spreads to one more worker',
  },
  busyAt: {
    env: 'BUSY_AT',
    ...wholeNumber(1, 100),
    fallback: 90,
    about: 'percent of a core, of every worker, at which nobody more is let in',
  },
  busyDelay: {
    env: 'BUSY_DELAY',
    ...wholeNumber(10, 10_000),
    fallback: 500,
    about: 'how late signalling may be before nobody more is let in, ms',
  },
  roomGrace: {
    env: 'ROOM_GRACE',
    ...wholeNumber(0, 86_400_000),
    fallback: 10_000,
    about: 'how long an empty room is kept, ms',
  },
  maxFileBytes: {
    env: 'MAX_FILE_BYTES',
    ...wholeNumber(0, 9_999_999_999),
    fallback: 104_857_600,
    about: 'largest file that may be shared, bytes; 0 takes no files',
  },
  maxRoomFileBytes: {
    env: 'MAX_ROOM_FILE_BYTES',
    ...wholeNumber(0, 9_999_999_999),
    fallback: 524_288_000,
    about: 'the same for all files of a room together',
  },
  maxAllFileBytes: {
    env: 'MAX_ALL_FILE_BYTES',
    ...wholeNumber(0, 9_999_999_999),
    fallback: 2_147_483_648,
    about: 'the same for all files of all rooms',
  },
  chatKept: {
    env: 'CHAT_KEPT',
    ...wholeNumber(0, 86_400_000),
    fallback: 600_000,
    about: 'how long chat outlives a stop of the server on disk, ms; 0 writes none',
  },
  peerGrace: {
    env: 'PEER_GRACE',
    ...wholeNumber(0, 3_600_000),
    fallback: 60_000,
    about: 'how long a person who lost the connection keeps the place, ms',
  },
  tlsCert: {
    env: 'TLS_CERT',
    ...path,
    fallback: undefined,
    about: 'PEM file with a certificate; by default one is made and kept',
  },
  tlsKey: { env: 'TLS_KEY', ...path, fallback: undefined, about: 'PEM file with its key' },
  dataFolder: {
    env: 'PARLEY_DATA',
    ...path,
    fallback: join(homedir(), '.local', 'share', 'parley'),
    about: 'folder for what the server keeps',
  },
  rendererFolder: {
    env: 'RENDERER_FOLDER',
    ...path,
    fallback: undefined,
    about: 'folder of the built pages',
  },
  logLevel: {
    env: 'LOG_LEVEL',
    ...oneOf('none', ...logLevels),
    fallback: 'info',
    about: 'how much is written to stderr',
  },
};
