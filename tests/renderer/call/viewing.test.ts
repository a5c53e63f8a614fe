/** What the server is asked for as the screens draw more or less. */
import { signal } from '@preact/signals';
import { describe, expect, test } from 'vitest';
import type { VideoMode, View } from '../../../renderer/state/picture-wish.ts';
import { callTo, eventually } from './fake-call.ts';
import { ProtocolServer, sender } from './protocol-server.ts';

const small: View = { width: 160, height: 90, visible: true, staged: false };
const large: View = { width: 1280, height: 720, visible: true, staged: true };
const hidden: View = { ...large, visible: false };

/** Ana's camera in three layers, received by a call whose screens are moved by hand. */
async function scene(mode: VideoMode = 'full', attended = true) {
  const server = await ProtocolServer.start();
  const ana = sender('Ana');
  server.peers = [ana.peer];
  server.consumers = ana.consumers.map((consumer) =>
    consumer.kind === 'video'
      ? {
          ...consumer,
          type: 'simulcast' as const,
          rtpParameters: {
            ...consumer.rtpParameters,
            encodings: [{ ssrc: 1, scalabilityMode: 'S3T3' }],
          },
        }
      : consumer,
  );
  const videoMode = signal(mode);
  const { call } = callTo(server.origin, { videoMode });
  const leave = attended ? call.views.attend() : () => {};
  await call.join({ displayName: 'Me' });
  await eventually(() => expect(server.payloadsOf('resumeConsumers')).toHaveLength(1));
  const camera = ana.consumers.find(({ kind }) => kind === 'video');
  const { camera: track } = call.participants.value[1] ?? {};
  if (!camera || !track) throw new Error('there is no camera');
  const viewer = call.views.open(track);
  const asked = () => server.payloadsOf('adjustConsumers').flatMap(({ consumers }) => consumers);
  return { server, call, videoMode, leave, viewer, track, asked, consumerId: camera.id };
}

describe('viewing', () => {
  test('asks nothing while nobody says what is drawn', async () => {
    const { asked, server } = await scene('full', false);
    expect(server.payloadsOf('resumeConsumers')).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(asked()).toEqual([]);
  });

  test('asks for what is drawn: at once when it is known, and when it is more', async () => {
    const { viewer, asked, consumerId } = await scene();
    viewer.show(small);
    await eventually(() => expect(asked()).toEqual([{ consumerId, layers: { spatialLayer: 0 } }]));
    viewer.show(large);
    await eventually(() => expect(asked()).toHaveLength(2));
    expect(asked()[1]).toEqual({ consumerId, layers: { spatialLayer: 2 }, priority: 20 });
  });

  test('pauses what goes out of sight, after a while and not for a moment', async () => {
    const { viewer, asked, consumerId } = await scene();
    viewer.show(large);
    await eventually(() => expect(asked()).toHaveLength(1));
    viewer.show(hidden);
    await new Promise((resolve) => setTimeout(resolve, 20));
    viewer.show(large);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(asked()).toHaveLength(1);
    viewer.show(hidden);
    await eventually(() => expect(asked()).toHaveLength(2));
    expect(asked()[1]).toEqual({ consumerId, paused: true });
    viewer.show(large);
    await eventually(() => expect(asked()[2]).toMatchObject({ consumerId, paused: false }));
  });

  test('pauses what no screen draws any more, until one does', async () => {
    const { viewer, asked, call, track, consumerId } = await scene();
    viewer.show(large);
    viewer.close();
    await eventually(() => expect(asked()).toContainEqual({ consumerId, paused: true }));
    call.views.open(track).show(small);
    await eventually(() => expect(asked().at(-1)).toMatchObject({ consumerId, paused: false }));
  });

  test('takes no pictures in a meeting of voices, and all again afterwards', async () => {
    const { viewer, asked, videoMode, consumerId } = await scene();
    viewer.show(large);
    videoMode.value = 'audio-only';
    await eventually(() => expect(asked()).toContainEqual({ consumerId, paused: true }));
    videoMode.value = 'saver';
    await eventually(() =>
      expect(asked().at(-1)).toEqual({ consumerId, paused: false, layers: { spatialLayer: 1 } }),
    );
  });

  test('in a meeting of voices no picture is ever resumed', async () => {
    const { server, asked, consumerId } = await scene('audio-only');
    expect(asked()).toEqual([{ consumerId, paused: true }]);
    const resumed = server.payloadsOf('resumeConsumers').flatMap(({ consumerIds }) => consumerIds);
    expect(resumed).not.toContain(consumerId);
  });
});
