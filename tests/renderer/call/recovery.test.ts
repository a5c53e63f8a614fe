import { describe, expect, test } from 'vitest';
import { SignallingError } from '../../../sfu/protocol/errors.ts';
import { callTo, eventually } from './fake-call.ts';
import { ProtocolServer, sender } from './protocol-server.ts';

const joinAs = { displayName: 'Me' };

async function joined(server: ProtocolServer, options: Parameters<typeof callTo>[1] = {}) {
  const ana = sender('Ana');
  server.peers = [ana.peer];
  server.consumers = ana.consumers;
  const surroundings = callTo(server.origin, options);
  await surroundings.call.join(joinAs);
  await eventually(() => expect(surroundings.frames.size).toBe(1));
  server.takeAsked();
  return surroundings;
}

/** A server that keeps no places, as after a restart. */
const forgetful = {
  resumeSession: () => {
    throw new SignallingError('SESSION_NOT_FOUND', 'No such place.');
  },
};

describe('a lost connection', () => {
  test('is made again as the same peer, and what works is left alone', async () => {
    const server = await ProtocolServer.start();
    const { call, media, states, sounds, handlers } = await joined(server);
    await media.set('microphone', true);
    await eventually(() => expect(server.producers.size).toBe(1));
    server.notify('peerDisconnected', { peerId: 'Ana' }, 7);
    await eventually(() => expect(call.participants.value[1]?.reconnecting).toBe(true));
    const [me] = call.participants.value;
    const made = handlers.length;
    server.takeAsked();
    server.breakConnections();
    await eventually(() => expect(states).toHaveLength(5));
    expect(states).toEqual(['idle', 'connecting', 'joined', 'reconnecting 1', 'joined']);
    expect(server.takeAsked()).not.toContain('joinRoom');
    expect([server.joins, server.producers.size, handlers.length]).toEqual([1, 1, made]);
    expect(call.participants.value[0]?.peerId).toBe(me?.peerId);
    expect(sounds.size).toBe(1);
    server.notify('peerReconnected', { peerId: 'Ana' }, 8);
    await eventually(() => expect(call.participants.value[1]?.reconnecting).toBe(false));
    server.breakConnections();
    await eventually(() =>
      expect(server.payloadsOf('resumeSession')).toMatchObject([{ session: 'secret 1', heard: 8 }]),
    );
  });

  test('that was away for too long is joined anew, with the secret all the same', async () => {
    const server = await ProtocolServer.start({ ...forgetful });
    const { call, states } = await joined(server);
    server.breakConnections();
    await eventually(() => expect(server.joins).toBe(2));
    await eventually(() => expect(states.at(-1)).toBe('joined'));
    expect(server.payloadsOf('joinRoom')).toMatchObject([{ session: 'secret 1' }]);
    expect(call.participants.value.map(({ displayName }) => displayName)).toEqual(['Me', 'Ana']);
  });

  test('that missed too much takes everything as it is now', async () => {
    const server = await ProtocolServer.start({
      resumeSession: () => {
        server.peers = [{ peerId: 'Ben', displayName: 'Ben', producers: [] }];
        return { ...server.resumed(), caughtUp: false };
      },
    });
    const { call, states } = await joined(server);
    server.breakConnections();
    await eventually(() => expect(states).toHaveLength(5));
    expect(call.participants.value.map(({ displayName }) => displayName)).toEqual(['Me', 'Ben']);
    expect(server.joins).toBe(1);
  });

  test('whose media is gone over there is given new media in place', async () => {
    const server = await ProtocolServer.start({
      resumeSession: () => ({ ...server.resumed(), caughtUp: false, transportIds: [] }),
    });
    const { states } = await joined(server);
    server.breakConnections();
    await eventually(() => expect(server.payloadsOf('restartMedia')).toHaveLength(1));
    await eventually(() => expect(states.at(-1)).toBe('joined'));
    expect(server.joins).toBe(1);
  });

  test('brings what it cut short to its end, and leaves nothing over there', async () => {
    const server = await ProtocolServer.start();
    const { media } = await joined(server);
    await media.set('microphone', true);
    await eventually(() => expect(server.producers.size).toBe(1));
    // One that the client never heard of, and one of its own that the server has lost.
    const orphan = {
      producerId: 'orphan',
      kind: 'video',
      source: 'camera',
      paused: false,
    } as const;
    server.producers.clear();
    server.producers.set('orphan', orphan);
    server.breakConnections();
    await eventually(() => {
      expect([...server.producers.values()].map(({ source }) => source)).toEqual(['microphone']);
    });
  });

  test('keeps people and sound in place until the place is taken again', async () => {
    let back = () => {};
    const server = await ProtocolServer.start({
      resumeSession: () => new Promise((resolve) => (back = () => resolve(server.resumed()))),
    });
    const { call, states, sounds } = await joined(server);
    const [, before] = call.participants.value;
    server.breakConnections();
    await eventually(() => expect(server.payloadsOf('resumeSession')).toHaveLength(1));
    expect(call.state.value).toEqual({ name: 'reconnecting', attempt: 1 });
    expect(call.participants.value[1]).toBe(before);
    expect(sounds.size).toBe(1);
    back();
    await eventually(() => expect(states.at(-1)).toBe('joined'));
  });

  test.each(['before', 'meanwhile'])('never unmutes who was muted %s', async (when) => {
    const server = await ProtocolServer.start({ ...forgetful });
    const { media } = await joined(server);
    await media.set('microphone', true);
    await eventually(() => expect(server.payloadsOf('produce')).toHaveLength(1));
    if (when === 'before') await media.set('microphone', false);
    server.handlers.joinRoom = async () => {
      await media.set('microphone', false);
      return server.joined();
    };
    server.breakConnections();
    await eventually(() => expect(server.joins).toBe(2));
    server.takeAsked();
    // The camera, which is turned on behind it, shows that publishing has begun.
    await media.set('camera', true);
    await eventually(() => expect(server.payloadsOf('produce')).toHaveLength(1));
    expect(server.payloadsOf('produce')).toMatchObject([{ kind: 'video' }]);
    expect(server.payloadsOf('resumeProducer')).toEqual([]);
  });

  test('counts its attempts while the server is away, and finds it when it is back', async () => {
    const server = await ProtocolServer.start();
    const { states } = await joined(server);
    await server.stop();
    await eventually(() => expect(states.at(-1)).toBe('reconnecting 3'));
    // A server that was restarted knows neither the room nor the secret.
    let known = false;
    const restarted = await ProtocolServer.start(
      {
        ...forgetful,
        createRoom: () => {
          known = true;
          return restarted.room();
        },
        joinRoom: () => {
          if (known) return restarted.joined();
          throw new SignallingError('ROOM_NOT_FOUND', 'There is no such room.');
        },
      },
      Number(new URL(server.origin).port),
    );
    await eventually(() => expect(states.at(-1)).toBe('joined'));
    const asked = restarted.takeAsked().filter((name) => /Session|Room/.test(name));
    expect(asked).toEqual(['resumeSession', 'joinRoom', 'createRoom', 'joinRoom']);
  });

  test('is given up after a while as UNREACHABLE', async () => {
    const server = await ProtocolServer.start();
    const { call, states } = await joined(server, { patience: 300 });
    await server.stop();
    await eventually(() => expect(states.at(-1)).toBe('ended'));
    expect(call.state.value).toMatchObject({
      why: { kind: 'failed', error: { code: 'UNREACHABLE' } },
    });
  });

  test('a refusal that time cannot mend ends the call', async () => {
    let full = false;
    const server = await ProtocolServer.start({
      joinRoom: () => {
        if (full) throw new SignallingError('ROOM_FULL', 'The room is full.');
        return server.joined();
      },
    });
    server.handlers.resumeSession = forgetful.resumeSession;
    const { call, states } = await joined(server);
    full = true;
    server.breakConnections();
    await eventually(() => expect(states.at(-1)).toBe('ended'));
    expect(call.state.value).toMatchObject({ why: { error: { code: 'ROOM_FULL' } } });
  });

  test('leaving while it is made again ends as left', async () => {
    const server = await ProtocolServer.start();
    const { call, states } = await joined(server);
    await server.stop();
    await eventually(() => expect(states.at(-1)).toBe('reconnecting 2'));
    await call.leave();
    // retry.test.ts proves that nothing is waited for after that.
    expect(states.at(-1)).toBe('ended');
    expect(call.state.value).toMatchObject({ why: { kind: 'left' } });
  });
});

describe('a room that closes', () => {
  test('because its worker died is joined again over the same connection', async () => {
    const server = await ProtocolServer.start();
    const { states } = await joined(server);
    server.notify('roomClosed', { roomId: 'room', reason: 'worker-died' });
    await eventually(() => expect(server.joins).toBe(2));
    await eventually(() => expect(states.at(-1)).toBe('joined'));
    expect(states).toEqual(['idle', 'connecting', 'joined', 'reconnecting 1', 'joined']);
    expect(server.connections).toBe(1);
  });

  test('because the server closes ends the call', async () => {
    const server = await ProtocolServer.start();
    const { call, states } = await joined(server);
    server.notify('roomClosed', { roomId: 'room', reason: 'server-closing' });
    await eventually(() => expect(states.at(-1)).toBe('ended'));
    expect(call.state.value).toEqual({ name: 'ended', why: { kind: 'server-closing' } });
    await eventually(() => expect(server.open).toBe(0));
  });
});

describe('a worker that dies', () => {
  test('brings new media, and everybody stays in place without a reconnection', async () => {
    const server = await ProtocolServer.start();
    const { call, media, states, sounds } = await joined(server);
    await media.set('microphone', true);
    await eventually(() => expect(server.producers.size).toBe(1));
    server.notify('roomCodecs', { mimeTypes: ['video/VP8'] });
    const places = call.participants.value.map(({ peerId }) => peerId);
    const { consumers, transports } = server.media();
    const silent = server.peers.map((peer) => ({ ...peer, producers: [] }));
    server.notify('mediaRestarted', { peers: silent, transports, consumers: [] }, 1);
    await eventually(() => expect(server.producers.size).toBe(1));
    await eventually(() => expect(sounds.size).toBe(0));
    server.handlers.consumeProducers = () => ({ consumers, refused: [] });
    for (const producer of sender('Ana').peer.producers) {
      server.notify('newProducer', { peerId: 'Ana', producer });
    }
    await eventually(() => expect(sounds.size).toBe(1));
    expect(states).toEqual(['idle', 'connecting', 'joined']);
    expect(call.participants.value.map(({ peerId }) => peerId)).toEqual(places);
    expect([server.joins, server.connections]).toEqual([1, 1]);
  });
});

describe('a media path that breaks', () => {
  test('is restarted first, and made anew if that does not help', async () => {
    const server = await ProtocolServer.start();
    const { states, handlers } = await joined(server);
    const receiving = handlers.find(({ direction }) => direction === 'recv')?.handler;
    for (const restarts of [1, 2]) {
      receiving?.setConnectionState('connecting');
      receiving?.setConnectionState('failed');
      await eventually(() => expect(server.payloadsOf('restartIce')).toHaveLength(restarts));
      expect(states.at(-1)).toBe('joined');
    }
    await eventually(() => {
      receiving?.setConnectionState('connecting');
      receiving?.setConnectionState('failed');
      expect(states.slice(3)).toEqual(['reconnecting 1', 'joined']);
    });
    expect(server.payloadsOf('restartMedia')).toHaveLength(1);
    expect([server.joins, server.connections]).toEqual([1, 1]);
  });

  test('is restarted at once when the network has changed', async () => {
    const server = await ProtocolServer.start();
    const { page, handlers } = await joined(server);
    const sending = handlers.find(({ direction }) => direction === 'send')?.handler;
    sending?.setConnectionState('disconnected');
    page.dispatchEvent(new Event('online'));
    await eventually(() => expect(server.payloadsOf('restartIce')).toHaveLength(1));
  });

  test('while the server is away, too, is restarted when that is back', async () => {
    const server = await ProtocolServer.start();
    const { states, handlers } = await joined(server);
    server.breakConnections();
    for (const { handler } of handlers) handler.setConnectionState('failed');
    await eventually(() => expect(states.slice(3)).toEqual(['reconnecting 1', 'joined']));
    await eventually(() => expect(server.payloadsOf('restartIce')).toHaveLength(2));
    expect(server.joins).toBe(1);
  });

  test('for good ends the call instead of joining for ever', async () => {
    const server = await ProtocolServer.start({
      restartIce: () => {
        throw new SignallingError('TRANSPORT_NOT_FOUND', 'No.');
      },
    });
    const { call, states, handlers } = await joined(server);
    for (const restarts of [0, 1, 2]) {
      await eventually(() => expect(server.payloadsOf('restartMedia')).toHaveLength(restarts));
      await eventually(() => expect(states.at(-1)).toBe('joined'));
      handlers.at(-1)?.handler.setConnectionState('failed');
    }
    await eventually(() => expect(states.at(-1)).toBe('ended'));
    expect(call.state.value).toMatchObject({ why: { error: { code: 'UNREACHABLE' } } });
  });

  test('that has flowed in between is made anew every time', async () => {
    const server = await ProtocolServer.start({
      restartIce: () => {
        throw new SignallingError('TRANSPORT_NOT_FOUND', 'No.');
      },
    });
    const { states, handlers } = await joined(server);
    for (const restarts of [0, 1, 2, 3]) {
      await eventually(() => expect(server.payloadsOf('restartMedia')).toHaveLength(restarts));
      await eventually(() => expect(states.at(-1)).toBe('joined'));
      const latest = handlers.at(-1)?.handler;
      latest?.setConnectionState('connected');
      latest?.setConnectionState('failed');
    }
    await eventually(() => expect(server.payloadsOf('restartMedia')).toHaveLength(4));
  });
});
