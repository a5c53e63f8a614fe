import { describe, expect, it } from 'vitest';
import { flagOf } from '../../sfu/config.ts';
import { type SfuOptions, settings } from '../../sfu/settings.ts';
import { ConfigError, readConfig } from '../../sfu/sfu.ts';

type Values = [text: string, value: unknown][];

const port: Values = [
  ['1', 1],
  ['65535', 65_535],
];
const notPorts = ['-1', '65536', '80.5', '0x50', '1e3', ' 80', '80 ', 'http', '99999999999', '+80'];
const paths: Values = [
  ['/some/where', '/some/where'],
  ['with space', 'with space'],
];

const bytes: Values = [
  ['0', 0],
  ['9999999999', 9_999_999_999],
];
const notBytes = ['-1', '1.5', '100MB', '10000000000'];

/** For every setting, what it takes and what it refuses. */
const table: { [Name in keyof SfuOptions]: { right: Values; wrong: string[] } } = {
  port: { right: [['0', 0], ...port], wrong: notPorts },
  portTaken: {
    right: [
      ['fail', 'fail'],
      ['next', 'next'],
    ],
    wrong: ['FAIL', 'other', 'toString', '0'],
  },
  listenIp: {
    right: ['0.0.0.0', '::', '127.0.0.1', '::1', '192.168.1.20', '2001:db8::1'].map((text) => [
      text,
      text,
    ]),
    wrong: ['localhost', '256.1.1.1', '1.2.3', '[::1]', '127.0.0.1:80', '*', ' 127.0.0.1'],
  },
  announcedIp: {
    right: ['203.0.113.7', '2001:db8::1', 'meet.example', 'host', 'a-b.example'].map((text) => [
      text,
      text,
    ]),
    wrong: [
      'https://meet.example',
      'meet.example:80',
      'a b',
      '-a.example',
      'a..b',
      'x'.repeat(254),
    ],
  },
  rtcMinPort: { right: port.slice(0, 1), wrong: ['0', ...notPorts] },
  rtcMaxPort: { right: port.slice(1), wrong: ['0', ...notPorts] },
  workers: {
    right: [
      ['1', 1],
      ['64', 64],
    ],
    wrong: ['0', '257', '-1', '1.5', 'all'],
  },
  spreadAt: {
    right: [
      ['0', 0],
      ['100', 100],
    ],
    wrong: ['-1', '101', '60%'],
  },
  busyAt: {
    right: [
      ['1', 1],
      ['100', 100],
    ],
    wrong: ['0', '101', 'never'],
  },
  busyDelay: {
    right: [
      ['10', 10],
      ['10000', 10_000],
    ],
    wrong: ['9', '10001', '1s'],
  },
  workerBin: { right: paths, wrong: [] },
  initialBitrate: {
    right: [
      ['30000', 30_000],
      ['1000000000', 1_000_000_000],
    ],
    wrong: ['0', '29999', '1000000001', '600k', '1_000_000'],
  },
  maxIncomingBitrate: {
    right: [
      ['0', 0],
      ['2000000', 2_000_000],
    ],
    wrong: ['-1', '1000000001', '2M'],
  },
  maxRooms: { right: [['1', 1]], wrong: ['0', '1000001', 'many'] },
  lanProfile: { right: [['off', 'off']], wrong: ['on', 'lan'] },
  maxSpeakers: { right: [['6', 6]], wrong: ['0', '1001', 'all'] },
  maxPeersPerRoom: { right: [['2', 2]], wrong: ['0', '100001', '2.5'] },
  roomGrace: {
    right: [
      ['0', 0],
      ['60000', 60_000],
    ],
    wrong: ['-1', '10s', '86400001'],
  },
  chatKept: {
    right: [
      ['0', 0],
      ['60000', 60_000],
    ],
    wrong: ['-1', '10s', '86400001'],
  },
  maxFileBytes: { right: bytes, wrong: notBytes },
  maxRoomFileBytes: { right: bytes, wrong: notBytes },
  maxAllFileBytes: { right: bytes, wrong: notBytes },
  peerGrace: {
    right: [
      ['0', 0],
      ['60000', 60_000],
    ],
    wrong: ['-1', '60s', '3600001'],
  },
  tlsCert: { right: paths, wrong: [] },
  tlsKey: { right: paths, wrong: [] },
  dataFolder: { right: paths, wrong: [] },
  rendererFolder: { right: paths, wrong: [] },
  logLevel: {
    right: ['none', 'error', 'warn', 'info', 'debug'].map((text) => [text, text]),
    wrong: ['verbose', 'INFO', '1', 'constructor'],
  },
};

const names = Object.keys(settings) as (keyof SfuOptions)[];
const rightOnes = names.flatMap((name) =>
  table[name].right.map(([text, value]) => [name, text, value] as const),
);
const wrongOnes = names.flatMap((name) => table[name].wrong.map((text) => [name, text] as const));

/** What another setting has to be, so that this one does not contradict it. */
const companions: Partial<Record<keyof SfuOptions, Record<string, string>>> = {
  tlsCert: { TLS_KEY: 'k' },
  tlsKey: { TLS_CERT: 'c' },
  workers: { RTC_MIN_PORT: '1000', RTC_MAX_PORT: '2000' },
};

describe('settings', () => {
  it.each(rightOnes)('%s takes %j from the environment and as a flag', (name, text, value) => {
    const { env } = settings[name];
    const others = companions[name] ?? {};
    expect(readConfig([], { ...others, [env]: text })[name]).toBe(value);
    expect(readConfig([`--${flagOf(env)}`, text], others)[name]).toBe(value);
    expect(readConfig([`--${flagOf(env)}=${text}`], others)[name]).toBe(value);
  });

  it.each(wrongOnes)('%s refuses %j by name, with what it was and what it may be', (name, text) => {
    const { env, may } = settings[name];
    const sentence = (what: string) => `${what} was ${JSON.stringify(text)}; it may be ${may}.`;
    expect(() => readConfig([], { [env]: text })).toThrow(new ConfigError(sentence(env)));
    const flag = `--${flagOf(env)}`;
    expect(() => readConfig([`${flag}=${text}`], {})).toThrow(new ConfigError(sentence(flag)));
  });

  it.each(names)('%s has a default, which an empty variable leaves', (name) => {
    const { env, fallback } = settings[name];
    expect(readConfig([], {})[name]).toBe(fallback);
    expect(readConfig([], { [env]: '' })[name]).toBe(fallback);
  });

  it('are taken from a flag rather than from the environment', () => {
    const env = { PORT: '1000', LOG_LEVEL: 'debug' };
    expect(readConfig(['--port', '2000'], env)).toMatchObject({ port: 2000, logLevel: 'debug' });
    // A flag that is right is not spoilt by a variable that is wrong.
    expect(readConfig(['--port', '2000'], { PORT: 'x' }).port).toBe(2000);
  });

  it('are all named when several are wrong', () => {
    const env = { PORT: 'x', WORKERS: '0', LOG_LEVEL: 'loud' };
    let message = '';
    try {
      readConfig([], env);
    } catch (error) {
      message = String(error);
    }
    for (const name of Object.keys(env)) expect(message).toContain(`${name} was`);
  });

  it.each([
    [{ TLS_CERT: 'c' }, /TLS_CERT and TLS_KEY belong together/],
    [{ TLS_KEY: 'k' }, /TLS_CERT and TLS_KEY belong together/],
    [{ RTC_MIN_PORT: '2000', RTC_MAX_PORT: '1000' }, /RTC_MIN_PORT 2000 to RTC_MAX_PORT 1000/],
    [{ RTC_MIN_PORT: '2000', RTC_MAX_PORT: '2001', WORKERS: '3' }, /3 workers need one each/],
  ])('that contradict each other are refused: %j', (env, sentence) => {
    expect(() => readConfig([], env)).toThrow(ConfigError);
    expect(() => readConfig([], env)).toThrow(sentence);
  });

  it.each([[['--no-such', 'x']], [['--port']], [['stray']], [['--port', '1', '2']]])(
    'refuse arguments that are none: %j',
    (args) => {
      expect(() => readConfig(args, {})).toThrow(ConfigError);
    },
  );
});
