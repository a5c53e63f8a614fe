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

describe('a lost connection', () => {
  test('is made again, and the old self replaced by its secret', async () => {
    const server = await ProtocolServer.start();
    const { call, states, sounds } = await joined(server);
    server.breakConnections();
    await eventually(() => expect(states).toHaveLength(5));
    expect(states).toEqual(['idle', 'connecting', 'joined', 'reconnecting 1', 'joined']);
    expect(server.payloadsOf('joinRoom')).toMatchObject([{ session: 'secret 1' }]);
    expect(call.participants.value.map(({ displayName }) => displayName)).toEqual(['Me', 'Ana']);
    await eventually(() => expect(sounds.size).toBe(1));

    server.breakConnections();
    await eventually(() => expect(server.joins).toBe(3));
    expect(server.payloadsOf('joinRoom').at(-1)).toMatchObject({ session: 'secret 2' });
  });

  test('keeps people and sound in place until the new join is there', async () => {
    let rejoin = () => {};
    let first = true;
    const server = await ProtocolServer.start({
      joinRoom: () => {
        if (!first) return new Promise((resolve) => (rejoin = () => resolve(server.joined())));
        first = false;
        return server.joined();
      },
    });
    const { call, states, sounds } = await joined(server);
    const [, before] = call.participants.value;
    server.breakConnections();
    await eventually(() => expect(server.payloadsOf('joinRoom')).toHaveLength(1));
    expect(call.state.value).toEqual({ name: 'reconnecting', attempt: 1 });
    expect(call.participants.value[1]).toBe(before);
    expect(sounds.size).toBe(1);
    rejoin();
    await eventually(() => expect(states.at(-1)).toBe('joined'));
  });

  test.each(['before', 'meanwhile'])('never unmutes who was muted %s', async (when) => {
    const server = await ProtocolServer.start();
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
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(server.payloadsOf('produce')).toEqual([]);
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
    expect(restarted.takeAsked().slice(0, 3)).toEqual(['joinRoom', 'createRoom', 'joinRoom']);
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
    await new Promise((resolve) => setTimeout(resolve, 300));
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

describe('a media path that breaks', () => {
  test('is restarted first, and joined anew if that does not help', async () => {
    const server = await ProtocolServer.start();
    const { states, handlers } = await joined(server);
    const receiving = handlers.find(({ direction }) => direction === 'recv')?.handler;
    receiving?.setConnectionState('failed');
    // What the join had still to ask may come with it.
    const asked: string[] = [];
    await eventually(() => {
      asked.push(...server.takeAsked());
      expect(asked).toContain('restartIce');
    });
    expect(states.at(-1)).toBe('joined');

    receiving?.setConnectionState('connecting');
    receiving?.setConnectionState('failed');
    await eventually(() => expect(states.slice(3)).toEqual(['reconnecting 1', 'joined']));
    expect([server.joins, server.connections]).toEqual([2, 2]);
  });

  test('for good ends the call instead of joining for ever', async () => {
    const server = await ProtocolServer.start({
      restartIce: () => {
        throw new SignallingError('TRANSPORT_NOT_FOUND', 'No.');
      },
    });
    const { call, states, handlers } = await joined(server);
    for (const joins of [1, 2, 3]) {
      await eventually(() => expect(server.joins).toBe(joins));
      await eventually(() => expect(states.at(-1)).toBe('joined'));
      handlers.at(-1)?.handler.setConnectionState('failed');
    }
    await eventually(() => expect(states.at(-1)).toBe('ended'));
    expect(call.state.value).toMatchObject({ why: { error: { code: 'UNREACHABLE' } } });
  });

  test('that has flowed in between is joined again every time', async () => {
    const server = await ProtocolServer.start();
    const { states, handlers } = await joined(server);
    for (const joins of [1, 2, 3, 4]) {
      await eventually(() => expect(server.joins).toBe(joins));
      await eventually(() => expect(states.at(-1)).toBe('joined'));
      const latest = handlers.at(-1)?.handler;
      for (const state of ['connected', 'failed', 'connecting', 'failed'] as const) {
        latest?.setConnectionState(state);
      }
    }
    await eventually(() => expect(server.joins).toBe(5));
  });
});
