import { describe, expect, test } from 'vitest';
import { SignallingError } from '../../../sfu/protocol/errors.ts';
import { callTo, eventually } from './fake-call.ts';
import { consumerOf, ProtocolServer, sender } from './protocol-server.ts';

const joinAs = { displayName: 'Me' };

describe('preparing', () => {
  test('connects, gets the room and loads the engine before anybody clicks', async () => {
    const server = await ProtocolServer.start();
    const { call, states } = callTo(server.origin, { roomName: 'A room' });
    const preparations: string[] = [];
    call.preparation.subscribe(({ name }) => preparations.push(name));
    await Promise.all([call.prepare(), call.prepare()]);
    expect(preparations).toEqual(['none', 'preparing', 'ready']);
    expect(call.preparation.value).toMatchObject({
      room: { roomId: 'room', roomName: 'A room', peerCount: 0 },
    });
    expect(server.payloadsOf('createRoom')).toEqual([{ roomId: 'room', roomName: 'A room' }]);
    expect(states).toEqual(['idle']);

    await call.join(joinAs);
    expect(server.connections).toBe(1);
    expect(server.asked.map(({ name }) => name).slice(0, 2)).toEqual(['createRoom', 'joinRoom']);
  });

  test('fails in words, and works when tried again', async () => {
    let busy = true;
    const server = await ProtocolServer.start({
      createRoom: () => {
        if (!busy) return server.room();
        busy = false;
        throw new SignallingError('SERVER_BUSY', 'There are too many rooms.');
      },
    });
    const { call } = callTo(server.origin);
    await expect(call.prepare()).rejects.toMatchObject({ code: 'SERVER_BUSY' });
    expect(call.preparation.value).toEqual({
      name: 'failed',
      error: { code: 'SERVER_BUSY', message: 'There are too many rooms.' },
    });
    await call.prepare();
    expect(call.preparation.value.name).toBe('ready');
  });

  test('is UNREACHABLE where nobody answers, and so is the join', async () => {
    const server = await ProtocolServer.start();
    await server.stop();
    const { call, states } = callTo(server.origin);
    await expect(call.prepare()).rejects.toMatchObject({ code: 'UNREACHABLE' });
    await expect(call.join(joinAs)).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(states).toEqual(['idle', 'connecting', 'ended']);
  });

  test('a connection lost while waiting is made again', async () => {
    const server = await ProtocolServer.start();
    const { call, states } = callTo(server.origin);
    await call.prepare();
    server.breakConnections();
    await eventually(() => expect(server.connections).toBe(2));
    await eventually(() => expect(call.preparation.value.name).toBe('ready'));
    expect(states).toEqual(['idle']);
  });
});

describe('joining', () => {
  test('takes one request, and two more that do not wait for each other', async () => {
    const ana = sender('Ana');
    const held: (() => void)[] = [];
    const server = await ProtocolServer.start({
      // Never answered in time: whoever waited for it would stand still.
      connectTransport: () => new Promise((resolve) => held.push(() => resolve({}))),
    });
    server.peers = [ana.peer];
    server.consumers = ana.consumers;
    const { call, states, frames } = callTo(server.origin);
    await call.prepare();
    await call.join(joinAs);
    await eventually(() => expect(server.payloadsOf('resumeConsumers')).toHaveLength(1));
    expect(server.takeAsked()).toEqual([
      'createRoom',
      'joinRoom',
      'connectTransport',
      'resumeConsumers',
    ]);
    expect(states).toEqual(['idle', 'connecting', 'joined']);
    for (const release of held) release();
    expect([...frames.keys()]).toEqual(['Ana cam']);
  });

  test('shows and plays who is there', async () => {
    const ana = sender('Ana');
    const server = await ProtocolServer.start();
    server.peers = [ana.peer];
    server.consumers = ana.consumers;
    const { call, frames, sounds } = callTo(server.origin);
    await call.join(joinAs);
    const [me, other] = call.participants.value;
    expect(me).toMatchObject({ self: true, displayName: 'Me', microphone: 'off', camera: null });
    expect(other).toMatchObject({ displayName: 'Ana', microphone: 'on', cameraStarting: true });

    await eventually(() => expect(frames.size).toBe(1));
    expect(sounds.size).toBe(1);
    frames.get('Ana cam')?.();
    expect(call.participants.value[1]).toMatchObject({ cameraStarting: false });
    expect(call.participants.value[1]?.camera).not.toBeNull();
  });

  test('a room that vanished since the preparation is created again, once', async () => {
    let vanished = true;
    const server = await ProtocolServer.start({
      joinRoom: () => {
        if (!vanished) return server.joined();
        vanished = false;
        throw new SignallingError('ROOM_NOT_FOUND', 'There is no such room.');
      },
    });
    const { call } = callTo(server.origin);
    await call.prepare();
    await call.join(joinAs);
    expect(server.takeAsked()).toEqual(['createRoom', 'joinRoom', 'createRoom', 'joinRoom']);
  });

  test('a refusal ends the call, says why and leaves nothing open', async () => {
    const server = await ProtocolServer.start({
      joinRoom: () => {
        throw new SignallingError('ROOM_FULL', 'The room is full.');
      },
    });
    const { call, states } = callTo(server.origin);
    await expect(call.join(joinAs)).rejects.toMatchObject({
      code: 'ROOM_FULL',
      message: 'The room is full.',
    });
    expect(states).toEqual(['idle', 'connecting', 'ended']);
    expect(call.state.value).toEqual({
      name: 'ended',
      why: { kind: 'failed', error: { code: 'ROOM_FULL', message: 'The room is full.' } },
    });
    await eventually(() => expect(server.open).toBe(0));
  });

  test('what is notified before the reply is not lost', async () => {
    const ana = sender('Ana');
    const server = await ProtocolServer.start({
      joinRoom: (_, socket) => {
        const reply = server.joined();
        socket.emit('peerJoined', { peer: { ...ana.peer, producers: [] } });
        for (const producer of ana.peer.producers) {
          socket.emit('newProducer', { peerId: 'Ana', producer });
        }
        return reply;
      },
      consumeProducers: () => ({ consumers: ana.consumers, refused: [] }),
    });
    const { call, frames } = callTo(server.origin);
    await call.join(joinAs);
    expect(call.participants.value.map(({ displayName }) => displayName)).toEqual(['Me', 'Ana']);
    await eventually(() => expect(frames.size).toBe(1));
  });
});

describe('those who come later', () => {
  test('one burst of producers is one request to consume and one to resume', async () => {
    const [ana, ben] = [sender('Ana'), sender('Ben')];
    const server = await ProtocolServer.start({
      consumeProducers: () => ({ consumers: [...ana.consumers, ...ben.consumers], refused: [] }),
    });
    const { call, frames, sounds } = callTo(server.origin);
    await call.join(joinAs);
    server.takeAsked();
    for (const { peer } of [ana, ben]) server.notify('peerJoined', { peer });
    await eventually(() => expect(frames.size).toBe(2));
    await eventually(() => expect(server.payloadsOf('resumeConsumers')).toHaveLength(1));
    expect(sounds.size).toBe(2);
    expect(server.takeAsked()).toEqual(['consumeProducers', 'connectTransport', 'resumeConsumers']);

    server.notify('peerLeft', { peerId: 'Ana', reason: 'left' });
    await eventually(() => expect(sounds.size).toBe(1));
    expect(call.participants.value.map(({ displayName }) => displayName)).toEqual(['Me', 'Ben']);
  });

  test('what this browser cannot receive leaves the tile without a picture', async () => {
    const ana = sender('Ana');
    const server = await ProtocolServer.start({
      consumeProducers: () => ({
        consumers: ana.consumers.filter(({ kind }) => kind === 'audio'),
        refused: [{ producerId: 'Ana cam', error: { code: 'CANNOT_CONSUME', message: 'No.' } }],
      }),
    });
    const { call, sounds } = callTo(server.origin);
    await call.join(joinAs);
    server.notify('peerJoined', { peer: ana.peer });
    await eventually(() => expect(sounds.size).toBe(1));
    expect(call.participants.value[1]).toMatchObject({ camera: null, cameraStarting: false });
    expect(call.state.value.name).toBe('joined');
  });

  test('a consumer that comes too late is not shown', async () => {
    let answer = () => {};
    const server = await ProtocolServer.start({
      consumeProducers: () =>
        new Promise((resolve) => {
          const consumers = [consumerOf('Ana', 'Ana cam', 'camera')];
          answer = () => resolve({ consumers, refused: [] });
        }),
    });
    const { call, frames } = callTo(server.origin);
    await call.join(joinAs);
    server.notify('peerJoined', { peer: sender('Ana').peer });
    await eventually(() => expect(server.payloadsOf('consumeProducers')).toHaveLength(1));
    server.notify('producerClosed', { peerId: 'Ana', producerId: 'Ana cam' });
    await eventually(() => expect(call.participants.value[1]?.cameraStarting).toBe(false));
    answer();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(frames.size).toBe(0);
    expect(server.payloadsOf('resumeConsumers')).toEqual([]);
  });

  test('a camera that is turned off and on again starts anew', async () => {
    const ana = sender('Ana');
    const server = await ProtocolServer.start();
    server.peers = [ana.peer];
    server.consumers = ana.consumers;
    const { call, frames } = callTo(server.origin);
    await call.join(joinAs);
    await eventually(() => expect(frames.size).toBe(1));
    frames.get('Ana cam')?.();

    server.notify('producerPaused', { peerId: 'Ana', producerId: 'Ana cam' });
    await eventually(() => expect(call.participants.value[1]?.camera).toBeNull());
    server.notify('producerResumed', { peerId: 'Ana', producerId: 'Ana cam' });
    await eventually(() => expect(call.participants.value[1]?.camera).not.toBeNull());
    expect(call.participants.value[1]?.cameraStarting).toBe(true);
    frames.get('Ana cam')?.();
    expect(call.participants.value[1]?.cameraStarting).toBe(false);
  });
});
