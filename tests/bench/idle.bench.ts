import { io, type Socket } from 'socket.io-client';
import { expect, it } from 'vitest';
import { Arm } from './arms.ts';
import { median, spread, table } from './figures.ts';

const rounds = 3;
const warmUp = 200;
const peers = 800;

it('memory: resident bytes per idle peer with two transports', async () => {
  const kilobytes: Record<'parley' | 'raw', number[]> = { parley: [], raw: [] };
  for (let round = 0; round < rounds; round += 1) {
    // New processes each time, because what a heap once took it seldom gives back.
    for (const start of [Arm.parley, Arm.raw]) {
      const arm = await start();
      kilobytes[arm.name].push(await measure(arm));
      await arm.stop();
    }
  }
  const { parley, raw } = kilobytes;
  expect(Math.min(...raw)).toBeGreaterThan(0);
  table(`Resident memory per idle peer, server and worker, ${peers} peers, median of ${rounds}`, [
    ['', 'kB'],
    ['parley', spread(parley)],
    ['raw mediasoup', spread(raw)],
    ['ratio', (median(parley) / median(raw)).toFixed(2)],
  ]);
});

async function measure(arm: Arm): Promise<number> {
  // The first ones warm up what every later one shares.
  const warm = await gather(arm, warmUp);
  const before = await arm.rssBytes();
  const idle = await gather(arm, peers);
  const grown = (await arm.rssBytes()) - before;
  for (const socket of [...warm, ...idle]) socket.close();
  return grown / peers / 1024;
}

async function gather(arm: Arm, count: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  for (let n = 0; n < count; n += 1) {
    const socket = io(arm.url, { transports: ['websocket'], forceNew: true, reconnection: false });
    // In rooms of eight: in one of hundreds the notifications, not the peers, would be measured.
    const roomId = `idle-${Math.floor(n / 8)}`;
    if (arm.name === 'parley') await enterParley(socket, roomId, n);
    else await socket.emitWithAck('join', await socket.emitWithAck('capabilities', roomId));
    sockets.push(socket);
  }
  return sockets;
}

async function enterParley(socket: Socket, roomId: string, n: number): Promise<void> {
  const { data } = await socket.emitWithAck('createRoom', { roomId });
  const answer = await socket.emitWithAck('joinRoom', {
    roomId,
    displayName: `Guest ${n}`,
    rtpCapabilities: data.routerRtpCapabilities,
    transports: ['send', 'recv'],
  });
  expect(answer.ok).toBe(true);
}
