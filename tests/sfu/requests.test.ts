import { describe, expect, it } from 'vitest';
import { requestSchemas } from '../../sfu/protocol/signalling.ts';
import { consume, freshRoom, joinAs, produce } from './harness/person.ts';
import { audio, dtlsParameters } from './harness/rtp.ts';
import { sharedSfu } from './harness/sfu.ts';
import { until } from './harness/until.ts';

const shared = sharedSfu();

/** Payloads that fit, for somebody who has none of what they name. */
const fitting: Record<string, unknown> = {
  leaveRoom: {},
  createTransport: { direction: 'send' },
  connectTransport: { transportId: 'x', dtlsParameters: dtlsParameters() },
  restartIce: { transportId: 'x' },
  produce: { transportId: 'x', kind: 'audio', rtpParameters: audio() },
  pauseProducer: { producerId: 'x' },
  resumeProducer: { producerId: 'x' },
  closeProducer: { producerId: 'x' },
  consume: { transportId: 'x', producerId: 'x', rtpCapabilities: {} },
  consumeProducers: { transportId: 'x', producerIds: ['x'], rtpCapabilities: {} },
  resumeConsumer: { consumerId: 'x' },
  resumeConsumers: { consumerIds: ['x'] },
  pauseConsumer: { consumerId: 'x' },
  setPreferredLayers: { consumerId: 'x', spatialLayer: 0 },
  getProducers: {},
};

describe('a request', () => {
  it('RQ-1: is answered exactly once', async () => {
    const client = await shared().client();
    let answers = 0;
    client.socket.emit('createRoom', { roomId: freshRoom() }, () => {
      answers += 1;
    });
    await until('the answer', () => answers > 0);
    await client.settle();
    expect(answers).toBe(1);
  });

  it('RQ-2: without a payload counts as one with an empty one', async () => {
    const { client } = await joinAs(shared(), 'Ana', freshRoom());
    expect(await client.send('getProducers')).toEqual({ ok: true, data: { producers: [] } });
    expect(await client.refused('createRoom')).toMatchObject({ code: 'BAD_REQUEST' });
    expect(await client.send('leaveRoom')).toEqual({ ok: true, data: {} });
  });

  it('RQ-3: that does not fit is told which fields do not', async () => {
    const client = await shared().client();
    const join = { roomId: 'a b', displayName: 7, transports: ['up'] };
    const { code, message, details } = await client.refused('joinRoom', join);
    expect(code).toBe('BAD_REQUEST');
    expect(message).toContain('roomId: must be 1 to 64 letters');
    expect(details).toEqual([
      { path: 'roomId', message: expect.stringMatching(/\w/) },
      { path: 'displayName', message: expect.stringMatching(/string/) },
      { path: 'transports.0', message: expect.stringMatching(/\w/) },
    ]);
  });

  it('RQ-4: may carry fields that nobody knows', async () => {
    const client = await shared().client();
    const roomId = freshRoom();
    const answer = await client.send('createRoom', { roomId, colour: 'blue', nested: { a: [1] } });
    expect(answer).toMatchObject({ ok: true, data: { roomId } });
  });

  it.each(['createroom', 'close', '__proto__', 'constructor', 'toString', 'error', '', 'peerLeft'])(
    'RQ-5: of the name "%s" is unknown',
    async (name) => {
      const client = await shared().client();
      expect(await client.codeOf(name, {})).toBe('UNKNOWN_REQUEST');
      expect(client.connected).toBe(true);
    },
  );

  it('RQ-5: whose name is a number is unknown', async () => {
    const client = await shared().client();
    expect(await client.sendText('[5,{}]')).toMatchObject({ error: { code: 'UNKNOWN_REQUEST' } });
  });

  it('RQ-6: without an acknowledgement is not carried out but told of', async () => {
    const client = await shared().client();
    client.socket.emit('createRoom', { roomId: freshRoom() });
    expect(await client.next('requestRefused')).toEqual({
      request: 'createRoom',
      error: { code: 'BAD_REQUEST', message: expect.stringMatching(/acknowledgement/) },
    });
    expect(shared().sfu.stats().rooms).toBe(0);
  });

  it('RQ-6: without an acknowledgement and of any name does no harm', async () => {
    const client = await shared().client();
    // Engine.IO and Socket.IO by hand: a number as a name cannot be sent otherwise.
    client.socket.io.engine.send('2[5]');
    client.socket.emit('x'.repeat(1000));
    client.socket.emit('error', { message: 'x' });
    const told = await until('all are told of', () => {
      const heard = client.heard('requestRefused');
      return heard.length === 3 && heard;
    });
    expect(told.map(({ request }) => request)).toEqual(['5', 'x'.repeat(64), 'error']);
  });

  it.each(Object.keys(requestSchemas).filter((name) => Object.hasOwn(fitting, name)))(
    'RQ-8: %s is refused before joinRoom and after leaveRoom',
    async (name) => {
      const client = await shared().client();
      expect(await client.codeOf(name, fitting[name])).toBe('NOT_JOINED');
      const roomId = freshRoom();
      await client.ask('createRoom', { roomId });
      expect(await client.codeOf(name, fitting[name])).toBe('NOT_JOINED');
      await client.ask('joinRoom', { roomId, displayName: 'Ana' });
      await client.ask('leaveRoom', {});
      expect(await client.codeOf(name, fitting[name])).toBe('NOT_JOINED');
    },
  );

  it('RQ-10: that is refused changes nothing', async () => {
    const roomId = freshRoom();
    const ana = await joinAs(shared(), 'Ana', roomId);
    const ben = await joinAs(shared(), 'Ben', roomId);
    const producerId = await produce(ana);
    await consume(ben, producerId);
    const before = shared().sfu.stats();
    const wrong: [string, unknown][] = [
      ['joinRoom', { roomId, displayName: 'Ana' }],
      ['createTransport', { direction: 'both' }],
      ['produce', { transportId: ana.recv, kind: 'audio', rtpParameters: audio() }],
      ['closeProducer', { producerId: 'x' }],
      ['leaveRoom', []],
    ];
    for (const [name, payload] of wrong) await ana.client.refused(name, payload);
    await ben.client.settle();
    expect(shared().sfu.stats()).toEqual(before);
    expect(ben.client.story).toEqual(['newProducer']);
    expect(ana.client.connected).toBe(true);
  });
});

describe('requests in a row', () => {
  it('are begun in the order in which they were sent, without waiting for answers', async () => {
    const client = await shared().client();
    const roomId = freshRoom();
    const join = { roomId, displayName: 'Ana' };
    const answers = await Promise.all([
      client.send('createRoom', { roomId }),
      client.send('joinRoom', join),
      client.send('createTransport', { direction: 'send' }),
      client.send('leaveRoom', {}),
      client.send('getProducers', {}),
      client.send('joinRoom', join),
      client.send('getProducers', {}),
      client.send('leaveRoom', {}),
      client.send('leaveRoom', {}),
    ]);
    const outcomes = answers.map((answer) =>
      JSON.stringify(answer).match(/^{"ok":true|NOT_JOINED/),
    );
    const ok = '{"ok":true';
    // The transport was asked for by somebody who left at once: either end is right.
    expect(outcomes.map((match) => match?.[0]).toSpliced(2, 1)).toEqual([
      ok,
      ok,
      ok,
      'NOT_JOINED',
      ok,
      ok,
      ok,
      'NOT_JOINED',
    ]);
  });

  it('leave nothing behind when a join is left at once', async () => {
    const client = await shared().client();
    const roomId = freshRoom();
    const join = { roomId, displayName: 'Ana', transports: ['send', 'recv'] };
    for (let round = 0; round < 10; round += 1) {
      void client.send('createRoom', { roomId });
      void client.send('joinRoom', join);
      await client.send('leaveRoom', {});
    }
    expect(shared().sfu.stats()).toMatchObject({ peers: 0, transports: 0 });
  });
});
