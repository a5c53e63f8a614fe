import { io, type Socket } from 'socket.io-client';
import { expect, it } from 'vitest';
import { Arm } from './arms.ts';
import { median, spread, table } from './figures.ts';

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const windowMs = Number(process.env.BENCH_WINDOW_MS ?? 4_000);
const inFlight = 16;
const rooms = 50;

interface Storm {
  perSecond: number;
  p50: number;
  p95: number;
  /** CPU of server and worker for one join, in ms. */
  cpuMs: number;
}

it('storm: joins a second, each with a socket of its own', async () => {
  const arms = [await Arm.parley(), await Arm.raw()];
  const storms: Record<'parley' | 'raw', Storm[]> = { parley: [], raw: [] };
  const capabilities = await capabilitiesOf(arms[0]?.url ?? '');
  for (const arm of arms) await storm(arm, capabilities, 1_000);
  for (let round = 0; round < rounds; round += 1) {
    for (const arm of round % 2 ? arms : arms.toReversed()) {
      storms[arm.name].push(await storm(arm, capabilities, windowMs));
    }
  }
  await Promise.all(arms.map((arm) => arm.stop()));
  const row = (name: 'parley' | 'raw') => [
    name,
    ...(['perSecond', 'p50', 'p95', 'cpuMs'] as const).map((figure) =>
      spread(
        storms[name].map((each) => each[figure]),
        figure === 'cpuMs' ? 2 : 0,
      ),
    ),
  ];
  const middle = (name: 'parley' | 'raw', figure: keyof Storm) =>
    median(storms[name].map((each) => each[figure]));
  const ratio = (figure: keyof Storm) =>
    (middle('parley', figure) / middle('raw', figure)).toFixed(2);
  table(`Join storm, ${inFlight} at a time, median (least–most) of ${rounds}`, [
    ['', 'joins/s', 'p50 ms', 'p95 ms', 'CPU ms each'],
    row('parley'),
    row('raw'),
    ['ratio', ratio('perSecond'), ratio('p50'), ratio('p95'), ratio('cpuMs')],
  ]);
  expect(middle('parley', 'perSecond')).toBeGreaterThan(0);
});

async function storm(arm: Arm, capabilities: unknown, forMs: number): Promise<Storm> {
  const tookMs: number[] = [];
  const cpuBefore = await arm.cpuMs();
  const begun = performance.now();
  const end = begun + forMs;
  const one = async (lane: number) => {
    for (let n = lane; performance.now() < end; n += inFlight) {
      const start = performance.now();
      const socket = io(arm.url, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        auth: { protocol: 1 },
      });
      await enter(arm, socket, `storm-${n % rooms}`, capabilities);
      tookMs.push(performance.now() - start);
      socket.close();
    }
  };
  await Promise.all(Array.from({ length: inFlight }, (_, lane) => one(lane)));
  const seconds = (performance.now() - begun) / 1000;
  const sorted = tookMs.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  const cpuMs = ((await arm.cpuMs()) - cpuBefore) / tookMs.length;
  return { perSecond: tookMs.length / seconds, p50: at(0.5), p95: at(0.95), cpuMs };
}

/** Into a room, with both transports. Each arm does it with as little waiting as it can. */
async function enter(arm: Arm, socket: Socket, roomId: string, rtpCapabilities: unknown) {
  if (arm.name === 'raw') return socket.emitWithAck('enter', roomId);
  const person = { displayName: 'Guest', rtpCapabilities, transports: ['send', 'recv'] };
  const [room, joined] = await Promise.all([
    socket.emitWithAck('createRoom', { roomId }),
    socket.emitWithAck('joinRoom', { roomId, ...person }),
  ]);
  if (!joined.ok) throw new Error(JSON.stringify([room.error, joined.error]));
  return joined;
}

async function capabilitiesOf(url: string): Promise<unknown> {
  const socket = io(url, { transports: ['websocket'], forceNew: true });
  const { data } = await socket.emitWithAck('createRoom', { roomId: 'storm-0' });
  socket.close();
  return data.routerRtpCapabilities;
}
