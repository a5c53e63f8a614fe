import { describe, expect, test } from 'vitest';
import { SignallingError } from '../../../sfu/protocol/errors.ts';
import type { RequestName } from '../../../sfu/protocol/signalling.ts';
import { callTo, eventually } from './fake-call.ts';
import { ProtocolServer } from './protocol-server.ts';

const joinAs = { displayName: 'Me' };
const rest = () => new Promise((resolve) => setTimeout(resolve, 40));

/** What the server was asked that concerns producers, in short. */
function ledger(server: ProtocolServer): string[] {
  const names: Partial<Record<RequestName, string>> = {
    produce: 'produce',
    pauseProducer: 'pause',
    resumeProducer: 'resume',
  };
  return server.asked.flatMap(({ name }) => names[name] ?? []);
}

describe('publishing', () => {
  test('sends what is on, as what it is, in the agreed quality', async () => {
    const server = await ProtocolServer.start();
    const { call, media } = callTo(server.origin);
    await Promise.all([media.set('microphone', true), media.set('camera', true)]);
    await call.join(joinAs);
    await eventually(() => expect(server.payloadsOf('produce')).toHaveLength(2));
    const [microphone, camera] = server.payloadsOf('produce');
    expect(microphone).toMatchObject({ kind: 'audio', appData: { source: 'microphone' } });
    expect(camera).toMatchObject({ kind: 'video', appData: { source: 'camera' } });
    expect(camera?.rtpParameters).toMatchObject({
      codecs: [{ mimeType: 'video/VP8' }, { mimeType: 'video/rtx' }],
      encodings: [
        { scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: 'L1T3' },
        { scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: 'L1T3' },
        { scaleResolutionDownBy: 1, maxBitrate: 1_500_000, scalabilityMode: 'L1T3' },
      ],
    });
    expect(call.participants.value[0]).toMatchObject({ microphone: 'on', cameraStarting: false });
  });

  test('sends nothing of what is off, until it is turned on', async () => {
    const server = await ProtocolServer.start();
    const { call, media } = callTo(server.origin);
    await media.set('microphone', true);
    await media.set('microphone', false);
    await call.join(joinAs);
    await rest();
    expect(ledger(server)).toEqual([]);
    await media.set('microphone', true);
    await eventually(() => expect(ledger(server)).toEqual(['produce']));
  });

  test.each(['microphone', 'camera'] as const)(
    'a %s that is turned off and on is paused and resumed, not produced again',
    async (kind) => {
      const server = await ProtocolServer.start();
      const { call, media } = callTo(server.origin);
      await media.set(kind, true);
      await call.join(joinAs);
      await eventually(() => expect(ledger(server)).toEqual(['produce']));
      await rest();
      await media.set(kind, false);
      await eventually(() => expect(ledger(server)).toEqual(['produce', 'pause']));
      await media.set(kind, true);
      await eventually(() => expect(ledger(server)).toEqual(['produce', 'pause', 'resume']));
    },
  );

  test('another camera takes the place of the one before without a word to the server', async () => {
    const server = await ProtocolServer.start();
    const { call, media, devices } = callTo(server.origin);
    devices.plug({ kind: 'videoinput', deviceId: 'lens' });
    await media.set('camera', true);
    await call.join(joinAs);
    await eventually(() => expect(ledger(server)).toEqual(['produce']));
    await rest();
    await media.choose('camera', 'lens');
    await rest();
    expect(ledger(server)).toEqual(['produce']);
    expect(devices.live).toHaveLength(1);
  });

  test.each([
    ['odd', 5, 'off'],
    ['even', 6, 'on'],
  ])('%s many quick presses end in the last wish', async (_, presses, last) => {
    const server = await ProtocolServer.start();
    const { call, media } = callTo(server.origin);
    await media.set('microphone', true);
    await call.join(joinAs);
    for (let press = 1; press <= presses; press += 1) void media.set('microphone', press % 2 === 0);
    await rest();
    expect(call.participants.value[0]?.microphone).toBe(last);
    const others = ledger(server).at(-1);
    expect(others === 'pause' ? 'off' : 'on').toBe(last);
  });

  test('what is switched while the call connects is right in the end', async () => {
    const server = await ProtocolServer.start();
    const { call, media, devices } = callTo(server.origin);
    const joining = call.join(joinAs);
    const switching = [true, false, true].map((on) => media.set('camera', on));
    await Promise.all([joining, ...switching]);
    await eventually(() => expect(ledger(server)).toEqual(['produce']));
    expect(devices.live).toHaveLength(1);
  });

  test('a microphone muted while it is produced is paused as soon as it is there', async () => {
    let produced = () => {};
    const server = await ProtocolServer.start({
      produce: () =>
        new Promise((resolve) => {
          produced = () => resolve({ id: 'mine' });
        }),
    });
    const { call, media } = callTo(server.origin);
    await media.set('microphone', true);
    await call.join(joinAs);
    await eventually(() => expect(ledger(server)).toEqual(['produce']));
    await media.set('microphone', false);
    produced();
    await eventually(() => expect(ledger(server)).toEqual(['produce', 'pause']));
    expect(server.payloadsOf('pauseProducer')).toEqual([{ producerId: 'mine' }]);
  });

  test('who is not heard because the server refused does not look as if', async () => {
    let refuse = true;
    const server = await ProtocolServer.start({
      produce: () => {
        if (!refuse) return { id: 'mine' };
        throw new SignallingError('LIMIT_REACHED', 'No more.');
      },
    });
    const { call, media } = callTo(server.origin);
    await call.join(joinAs);
    await media.set('microphone', true);
    await eventually(() => expect(call.participants.value[0]?.microphone).toBe('off'));
    expect(call.state.value.name).toBe('joined');
    refuse = false;
    await eventually(() => expect(call.participants.value[0]?.microphone).toBe('on'));
  });
});

describe('leaving', () => {
  test('says goodbye, closes what the call opened and leaves the devices to their owner', async () => {
    const server = await ProtocolServer.start();
    const { call, states, media, devices, handlers } = callTo(server.origin);
    await media.set('camera', true);
    await call.join(joinAs);
    await eventually(() => expect(ledger(server)).toEqual(['produce']));
    await Promise.all([call.leave(), call.leave()]);
    expect(states).toEqual(['idle', 'connecting', 'joined', 'ended']);
    expect(call.state.value).toEqual({ name: 'ended', why: { kind: 'left' } });
    expect(server.payloadsOf('leaveRoom')).toHaveLength(1);
    expect(call.participants.value).toEqual([]);
    await eventually(() => expect(server.open).toBe(0));
    for (const { handler } of handlers) {
      await expect(handler.restartIce({ usernameFragment: '', password: '' })).rejects.toThrow();
    }
    expect(devices.live).toHaveLength(1);
  });

  test('waits only a moment for a server that does not answer', async () => {
    const server = await ProtocolServer.start({ leaveRoom: () => new Promise(() => {}) });
    const { call } = callTo(server.origin);
    await call.join(joinAs);
    const begun = performance.now();
    await call.leave();
    expect(performance.now() - begun).toBeLessThan(2_500);
    await eventually(() => expect(server.open).toBe(0));
  });

  test.each(['joinRoom', 'produce'] as const)(
    'in the middle of %s ends as left and leaves nothing open',
    async (name) => {
      const server = await ProtocolServer.start({ [name]: () => new Promise(() => {}) });
      const { call, media } = callTo(server.origin);
      await media.set('microphone', true);
      const joining = call.join(joinAs).catch(() => {});
      await eventually(() => expect(server.payloadsOf(name)).toHaveLength(1));
      await call.leave();
      await joining;
      expect(call.state.value).toEqual({ name: 'ended', why: { kind: 'left' } });
      await eventually(() => expect(server.open).toBe(0));
    },
  );

  test('before joining is the end too: nothing is connected any more', async () => {
    const server = await ProtocolServer.start();
    const { call } = callTo(server.origin);
    await call.prepare();
    await call.leave();
    await eventually(() => expect(server.open).toBe(0));
    await expect(call.join(joinAs)).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
    expect(server.joins).toBe(0);
    expect(call.state.value).toEqual({ name: 'ended', why: { kind: 'left' } });
  });

  test('a page that goes away disconnects at once', async () => {
    const server = await ProtocolServer.start();
    const { call, page } = callTo(server.origin);
    await call.join(joinAs);
    page.dispatchEvent(new Event('pagehide'));
    expect(call.state.value).toEqual({ name: 'ended', why: { kind: 'left' } });
    await eventually(() => expect(server.open).toBe(0));
  });
});
