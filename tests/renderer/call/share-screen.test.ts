import { describe, expect, test } from 'vitest';
import { SignallingError } from '../../../sfu/protocol/errors.ts';
import { callTo, eventually } from './fake-call.ts';
import { consumerOf, ProtocolServer } from './protocol-server.ts';

const joinAs = { displayName: 'Me' };
const rest = () => new Promise((resolve) => setTimeout(resolve, 40));

/** What the server was told of shares, in the order in which it was: `+ screen`, `- screen`. */
function shares(server: ProtocolServer): string[] {
  const sources = new Map<unknown, unknown>();
  let made = 0;
  return server.asked.flatMap(({ name, payload }) => {
    if (name === 'produce') {
      const { source } = Object(payload.appData);
      made += 1;
      sources.set(`mine ${made}`, source);
      return `+ ${source}`;
    }
    return name === 'closeProducer' ? `- ${sources.get(payload.producerId)}` : [];
  });
}

/** A server that names producers in the order in which they are asked for. */
async function serve(handlers: Parameters<typeof ProtocolServer.start>[0] = {}) {
  let made = 0;
  return ProtocolServer.start({
    produce: () => {
      made += 1;
      return { id: `mine ${made}` };
    },
    ...handlers,
  });
}

describe('publishing a screen', () => {
  test('is one sharp layer before all others, and sound as music', async () => {
    const server = await serve();
    const { call, media } = callTo(server.origin);
    await call.join(joinAs);
    await media.screen.start('text');
    await eventually(() => expect(server.payloadsOf('produce')).toHaveLength(2));
    const [screen, sound] = server.payloadsOf('produce');
    expect(screen).toMatchObject({
      kind: 'video',
      appData: { source: 'screen' },
      rtpParameters: { encodings: [{ maxBitrate: 5_000_000, priority: 'high' }] },
    });
    expect(Object(screen?.rtpParameters).encodings).toHaveLength(1);
    expect(sound).toMatchObject({ kind: 'audio', appData: { source: 'screen-audio' } });
    const { screen: own, screenStarting } = call.participants.value[0] ?? {};
    expect(own).toBe(Object(media.screen.state.value).video);
    expect(screenStarting).toBe(false);
  });

  test('that stops is closed, and shared again is a new one', async () => {
    const server = await serve();
    const { call, devices, media } = callTo(server.origin);
    devices.screenChoice = ['video'];
    await call.join(joinAs);
    await media.screen.start('text');
    await eventually(() => expect(shares(server)).toEqual(['+ screen']));
    await rest();
    media.screen.stop();
    await eventually(() => expect(shares(server)).toEqual(['+ screen', '- screen']));
    expect(call.participants.value[0]?.screen).toBeNull();
    await media.screen.start('motion');
    await eventually(() => expect(shares(server)).toEqual(['+ screen', '- screen', '+ screen']));
    expect(server.payloadsOf('pauseProducer')).toEqual([]);
  });

  test('takes its sound along when it stops', async () => {
    const server = await serve();
    const { call, media } = callTo(server.origin);
    await call.join(joinAs);
    await media.screen.start('text');
    await eventually(() => expect(shares(server)).toHaveLength(2));
    await rest();
    media.screen.stop();
    await eventually(() =>
      expect(shares(server).slice(2).sort()).toEqual(['- screen', '- screen-audio']),
    );
  });

  test('that is stopped while it is produced is closed as soon as it is there', async () => {
    let produced = () => {};
    const server = await serve({
      produce: () =>
        new Promise((resolve) => {
          produced = () => resolve({ id: 'mine 1' });
        }),
    });
    const { call, devices, media } = callTo(server.origin);
    devices.screenChoice = ['video'];
    await call.join(joinAs);
    await media.screen.start('text');
    await eventually(() => expect(shares(server)).toEqual(['+ screen']));
    media.screen.stop();
    produced();
    await eventually(() => expect(shares(server)).toEqual(['+ screen', '- screen']));
  });

  test('however quickly it is started and stopped, ends in the last wish', async () => {
    const server = await serve();
    const { call, devices, media } = callTo(server.origin);
    devices.screenChoice = ['video'];
    await call.join(joinAs);
    for (let time = 0; time < 4; time += 1) {
      await media.screen.start('text');
      media.screen.stop();
    }
    await rest();
    await eventually(() => {
      const told = shares(server);
      expect(told.filter((each) => each === '+ screen')).toHaveLength(
        told.filter((each) => each === '- screen').length,
      );
    });
    await media.screen.start('text');
    await eventually(() => expect(shares(server).at(-1)).toBe('+ screen'));
    await rest();
    expect(shares(server).at(-1)).toBe('+ screen');
    expect(devices.live).toHaveLength(1);
  });

  test('whose end was refused is closed later, and shows nothing meanwhile', async () => {
    let refuse = true;
    const server = await serve({
      closeProducer: () => {
        if (refuse) throw new SignallingError('RATE_LIMITED', 'Slowly.');
        return {};
      },
    });
    const { call, devices, media } = callTo(server.origin);
    devices.screenChoice = ['video'];
    await call.join(joinAs);
    await media.screen.start('text');
    await eventually(() => expect(shares(server)).toEqual(['+ screen']));
    await rest();
    media.screen.stop();
    await eventually(() => expect(server.payloadsOf('closeProducer')).toHaveLength(1));
    expect(call.state.value.name).toBe('joined');
    refuse = false;
    await eventually(() => expect(server.payloadsOf('closeProducer')).toHaveLength(2));
  });

  test('who shares and reaches nobody does not look as if', async () => {
    const server = await serve({
      produce: () => {
        throw new SignallingError('LIMIT_REACHED', 'No more.');
      },
    });
    const { call, media } = callTo(server.origin);
    await call.join(joinAs);
    await media.screen.start('text');
    await eventually(() => expect(server.payloadsOf('produce').length).toBeGreaterThan(0));
    await eventually(() => expect(call.participants.value[0]?.screen).toBeNull());
    expect(media.screen.state.value.name).toBe('on');
  });

  test('goes on after a new join', async () => {
    const server = await serve();
    server.handlers.resumeSession = () => {
      throw new SignallingError('SESSION_NOT_FOUND', 'No such place.');
    };
    const { call, devices, media } = callTo(server.origin);
    devices.screenChoice = ['video'];
    await call.join(joinAs);
    await media.screen.start('text');
    await eventually(() => expect(shares(server)).toEqual(['+ screen']));
    server.breakConnections();
    await eventually(() => expect(shares(server)).toEqual(['+ screen', '+ screen']));
    expect(server.joins).toBe(2);
    expect(devices.live).toHaveLength(1);
  });
});

describe('receiving a screen', () => {
  test('gives it to its participant and plays its sound', async () => {
    const server = await serve();
    const producers = [
      { producerId: 'ana screen', kind: 'video', source: 'screen', paused: false },
      { producerId: 'ana sound', kind: 'audio', source: 'screen-audio', paused: false },
    ] as const;
    server.peers = [{ peerId: 'ana', displayName: 'Ana', producers: [...producers] }];
    server.consumers = producers.map(({ producerId, source }) =>
      consumerOf('ana', producerId, source),
    );
    const { call, frames, sounds } = callTo(server.origin);
    await call.join(joinAs);
    const ana = () => call.participants.value[1];
    await eventually(() => expect(ana()?.screen).not.toBeNull());
    expect(ana()).toMatchObject({ screenStarting: true, camera: null, microphone: 'off' });
    frames.get('ana screen')?.();
    expect(ana()?.screenStarting).toBe(false);
    expect(sounds.size).toBe(1);

    for (const { producerId } of producers) {
      server.notify('producerClosed', { peerId: 'ana', producerId });
    }
    await eventually(() => expect(ana()).toMatchObject({ screen: null, screenStarting: false }));
    expect(sounds.size).toBe(0);
  });
});
