import { parseArgs } from 'node:util';
import { type Setting, type SfuOptions, settings } from './settings.ts';

/** Settings that were wrong; the message has one sentence for each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** A setting's flag: `PARLEY_DATA` is `--parley-data`. */
export function flagOf(env: string): string {
  return env.toLowerCase().replaceAll('_', '-');
}

/**
 * Reads flags, then the environment, then defaults; a flag wins. An empty variable counts as unset.
 * @throws ConfigError that names every wrong setting, what it was and what it may be
 */
export function readConfig(args: string[], env: Record<string, string | undefined>): SfuOptions {
  const flags = readFlags(args);
  const wrong: string[] = [];
  const read = <Value>(setting: Setting<Value>): Value => {
    const flag = flagOf(setting.env);
    const text = flags[flag] ?? env[setting.env] ?? '';
    if (text === '' && flags[flag] === undefined) return setting.fallback;
    const value = setting.parse(text);
    if (value !== undefined) return value;
    const name = flags[flag] === undefined ? setting.env : `--${flag}`;
    wrong.push(`${name} was ${JSON.stringify(text)}; it may be ${setting.may}.`);
    return setting.fallback;
  };
  const options: SfuOptions = {
    port: read(settings.port),
    portTaken: read(settings.portTaken),
    listenIp: read(settings.listenIp),
    announcedIp: read(settings.announcedIp),
    rtcMinPort: read(settings.rtcMinPort),
    rtcMaxPort: read(settings.rtcMaxPort),
    workers: read(settings.workers),
    workerBin: read(settings.workerBin),
    initialBitrate: read(settings.initialBitrate),
    maxIncomingBitrate: read(settings.maxIncomingBitrate),
    maxRooms: read(settings.maxRooms),
    maxPeersPerRoom: read(settings.maxPeersPerRoom),
    maxSpeakers: read(settings.maxSpeakers),
    lanProfile: read(settings.lanProfile),
    spreadAt: read(settings.spreadAt),
    busyAt: read(settings.busyAt),
    busyDelay: read(settings.busyDelay),
    roomGrace: read(settings.roomGrace),
    chatKept: read(settings.chatKept),
    maxFileBytes: read(settings.maxFileBytes),
    maxRoomFileBytes: read(settings.maxRoomFileBytes),
    maxAllFileBytes: read(settings.maxAllFileBytes),
    peerGrace: read(settings.peerGrace),
    tlsCert: read(settings.tlsCert),
    tlsKey: read(settings.tlsKey),
    dataFolder: read(settings.dataFolder),
    rendererFolder: read(settings.rendererFolder),
    logLevel: read(settings.logLevel),
  };
  if (wrong.length === 0) wrong.push(...contradictions(options));
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'));
  return options;
}

function readFlags(args: string[]): Record<string, string | undefined> {
  const known = Object.values(settings).map(
    ({ env }) => [flagOf(env), { type: 'string' }] as const,
  );
  try {
    return parseArgs({ args, options: Object.fromEntries(known), strict: true }).values;
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error));
  }
}

function contradictions(options: SfuOptions): string[] {
  const found: string[] = [];
  const ports = options.rtcMaxPort - options.rtcMinPort + 1;
  if (ports < options.workers) {
    found.push(
      `RTC_MIN_PORT ${options.rtcMinPort} to RTC_MAX_PORT ${options.rtcMaxPort} is ${Math.max(ports, 0)} ports; ` +
        `${options.workers} workers need one each. Widen the range or lower WORKERS.`,
    );
  }
  if ((options.tlsCert === undefined) !== (options.tlsKey === undefined)) {
    found.push('TLS_CERT and TLS_KEY belong together: set both or neither.');
  }
  return found;
}
