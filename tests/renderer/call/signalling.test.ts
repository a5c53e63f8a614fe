import { type AddressInfo, createServer } from 'node:net';
import type { Socket } from 'socket.io';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { AnyNotification, ConnectionState } from '../../../renderer/signalling/signalling.ts';
import {
  SocketSignalling,
  type SocketSignallingOptions,
} from '../../../renderer/signalling/socket.ts';
import { protocolVersion } from '../../../sfu/protocol/model.ts';
import { startLoopback } from './loopback.ts';

function signallingTo(origin: string, options?: SocketSignallingOptions) {
  const signalling = new SocketSignalling(origin, options);
  const states: ConnectionState[] = [];
  signalling.state.subscribe((state) => states.push(state));
  onTestFinished(() => signalling.close());
  return { signalling, states };
}

async function connected(serve: (socket: Socket) => void, options?: SocketSignallingOptions) {
  const { io, origin, close } = await startLoopback();
  io.on('connection', serve);
  const { signalling, states } = signallingTo(origin, options);
  await signalling.connect();
  return { io, origin, close, signalling, states };
}

const peer = { peerId: 'p1', displayName: 'Ana', producers: [] };

describe('connecting', () => {
  test('says which protocol it speaks', async () => {
    let auth: unknown;
    const { states } = await connected((socket) => {
      auth = socket.handshake.auth;
    });
    expect(auth).toEqual({ protocol: protocolVersion });
    expect(states).toEqual(['idle', 'connecting', 'open']);
  });

  test('is UNREACHABLE where nobody listens', async () => {
    const { origin, close } = await startLoopback();
    await close();
    const { signalling, states } = signallingTo(origin);
    await expect(signalling.connect()).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(states).toEqual(['idle', 'connecting', 'lost']);
  });

  test('is UNREACHABLE in bounded time where somebody listens but never answers', async () => {
    const mute = createServer();
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void mute.close());
    const { port } = mute.address() as AddressInfo;
    const { signalling } = signallingTo(`http://127.0.0.1:${port}`, { connectTimeout: 50 });
    await expect(signalling.connect()).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });

  test('a refused handshake is a refusal, with its code, and no network failure', async () => {
    const { io, origin } = await startLoopback();
    io.use((_, next) => {
      const refusal = { code: 'VERSION_MISMATCH', message: 'Update Parley.', details: { is: 2 } };
      next(Object.assign(new Error(refusal.message), { data: refusal }));
    });
    const { signalling } = signallingTo(origin);
    await expect(signalling.connect()).rejects.toMatchObject({
      name: 'SignallingError',
      code: 'VERSION_MISMATCH',
      message: 'Update Parley.',
      details: { is: 2 },
    });
  });

  test('closing during connect rejects it and stays closed', async () => {
    const { origin } = await startLoopback();
    const { signalling, states } = signallingTo(origin);
    const connecting = signalling.connect();
    signalling.close();
    await expect(connecting).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
    await expect(signalling.connect()).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
    expect(states).toEqual(['idle', 'connecting', 'closed']);
  });
});

describe('disconnecting', () => {
  test('is a goodbye when closed, and none when connected anew', async () => {
    const reasons: string[] = [];
    const { signalling } = await connected((socket) => {
      socket.on('disconnect', (reason) => reasons.push(reason));
    });
    await signalling.connect();
    await expect.poll(() => reasons).toEqual(['transport close']);
    signalling.close();
    await expect.poll(() => reasons).toEqual(['transport close', 'client namespace disconnect']);
  });
});

describe('requests', () => {
  test('resolve with the data of the answer', async () => {
    const { signalling } = await connected((socket) => {
      socket.on('produce', (payload, answer) => answer({ ok: true, data: { id: payload.kind } }));
    });
    const payload = { transportId: 't', kind: 'audio' as const, rtpParameters: { codecs: [] } };
    await expect(signalling.request('produce', payload)).resolves.toEqual({ id: 'audio' });
  });

  test('reject with the refusal of the answer', async () => {
    const { signalling } = await connected((socket) => {
      socket.on('leaveRoom', (_, answer) =>
        answer({ ok: false, error: { code: 'NOT_JOINED', message: 'Join first.' } }),
      );
    });
    await expect(signalling.request('leaveRoom', {})).rejects.toMatchObject({
      name: 'SignallingError',
      code: 'NOT_JOINED',
      message: 'Join first.',
    });
  });

  test.each([
    ['of a newer server', { ok: false, error: { code: 'FROM_THE_FUTURE', message: 'No.' } }],
    ['that says nothing', undefined],
  ])('an answer %s is INTERNAL', async (_, said) => {
    const { signalling } = await connected((socket) => {
      socket.on('leaveRoom', (_payload, answer) => answer(said));
    });
    const refused = expect(signalling.request('leaveRoom', {})).rejects;
    await refused.toMatchObject({ name: 'SignallingError', code: 'INTERNAL' });
  });

  test('time out when the server does not answer', async () => {
    const { signalling, states } = await connected(() => {}, { requestTimeout: 30 });
    await expect(signalling.request('getProducers', {})).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(states.at(-1)).toBe('open');
  });

  test.each([
    ['the server disconnects', (socket: Socket) => socket.disconnect(true)],
    ['the network breaks', (socket: Socket) => socket.conn.close()],
  ])('all pending ones are rejected when %s', async (_, breakOff) => {
    const { signalling, states } = await connected((socket) => {
      socket.on('leaveRoom', () => breakOff(socket));
    });
    const results = await Promise.allSettled([
      signalling.request('getProducers', {}),
      signalling.request('leaveRoom', {}),
    ]);
    expect(results).toMatchObject([
      { status: 'rejected', reason: { code: 'CONNECTION_LOST' } },
      { status: 'rejected', reason: { code: 'CONNECTION_LOST' } },
    ]);
    expect(states.at(-1)).toBe('lost');
  });

  test('all pending ones are rejected by close', async () => {
    const { signalling } = await connected(() => {});
    const pending = signalling.request('getProducers', {});
    signalling.close();
    await expect(pending).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
  });

  test('are refused at once without a connection, and not sent when there is one again', async () => {
    let asked = 0;
    const { io, signalling } = await connected((socket) => {
      socket.on('getProducers', () => {
        asked += 1;
      });
    });
    io.disconnectSockets(true);
    await expect.poll(() => signalling.state.value).toBe('lost');
    const refused = expect(signalling.request('getProducers', {})).rejects;
    await refused.toMatchObject({ code: 'CONNECTION_LOST' });
    await signalling.connect();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(asked).toBe(0);
  });
});

describe('notifications', () => {
  test('reach subscribers in order, and only valid ones do', async () => {
    const invalid: string[] = [];
    const { io, signalling } = await connected(() => {}, {
      reportInvalid: (name) => invalid.push(name),
    });
    const heard: AnyNotification[] = [];
    const unsubscribe = signalling.subscribe((notification) => heard.push(notification));
    io.emit('peerJoined', { peer, extra: 1 });
    io.emit('peerLeft', { peerId: 7, reason: 'left' });
    io.emit('peerLeft', { peerId: 'p1', reason: 'bored' });
    io.emit('toString', {});
    io.emit('activeSpeaker', { peerId: null });
    await expect.poll(() => heard.length).toBe(2);
    expect(heard).toEqual([
      { name: 'peerJoined', payload: { peer } },
      { name: 'activeSpeaker', payload: { peerId: null } },
    ]);
    expect(invalid).toEqual(['peerLeft', 'peerLeft', 'toString']);

    unsubscribe();
    io.emit('activeSpeaker', { peerId: 'p1' });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(heard).toHaveLength(2);
  });

  test('go on after a new connection, once each', async () => {
    const { io, signalling, states } = await connected(() => {});
    let heard = 0;
    signalling.subscribe(() => {
      heard += 1;
    });
    io.disconnectSockets(true);
    await expect.poll(() => signalling.state.value).toBe('lost');
    await signalling.connect();
    io.emit('activeSpeaker', { peerId: null });
    await expect.poll(() => heard).toBe(1);
    expect(states).toEqual(['idle', 'connecting', 'open', 'lost', 'connecting', 'open']);
  });
});
