/** What the server is asked for as the screens draw more or less. */
import { signal } from '@preact/signals';
import { describe, expect, test } from 'vitest';
import type { VideoMode, View } from '../../../renderer/state/picture-wish.ts';
import { fakeTrack } from '../media/fake-media.ts';
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
  if (!camera) throw new Error('there is no camera');
  // In a meeting of voices nothing is drawn, so that there is nothing to be measured.
  const track = call.participants.value[1]?.camera ?? (await fakeTrack('video'));
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
    const { server, asked, call, consumerId } = await scene('audio-only');
    expect(asked()).toEqual([{ consumerId, paused: true }]);
    const resumed = server.payloadsOf('resumeConsumers').flatMap(({ consumerIds }) => consumerIds);
    expect(resumed).not.toContain(consumerId);
    expect(call.participants.value[1]).toMatchObject({ camera: null, cameraStarting: false });
  });

  test('says why a picture is not as good as it could be', async () => {
    const { server, call, viewer, track, consumerId } = await scene();
    viewer.show(large);
    const reason = () => call.qualities.value.get(track)?.reason;
    await eventually(() => expect(reason()).toBeNull());
    const layers = { spatialLayer: 0, temporalLayer: 2 };
    server.notify('consumerLayersChanged', { consumerId, layers });
    await eventually(() => expect(reason()).toBe('my-downlink'));
    const size = { width: 1280, height: 720 };
    const report = { peerId: 'Ana', producerId: 'Ana cam', limitation: 'cpu', ...size } as const;
    server.notify('sendingReported', report);
    await eventually(() => expect(reason()).toBe('sender-cpu'));
    viewer.show(hidden);
    await eventually(() => expect(reason()).toBe('hidden'));
  });

  test('asks for less of a picture that is captured larger', async () => {
    const { server, viewer, asked, call, track } = await scene();
    viewer.show({ ...small, width: 640, height: 360 });
    await eventually(() => expect(asked()).toHaveLength(1));
    expect(asked()[0]).toMatchObject({ layers: { spatialLayer: 1 } });
    const size = { width: 2560, height: 1440 };
    const report = { peerId: 'Ana', producerId: 'Ana cam', limitation: 'none', ...size } as const;
    server.notify('sendingReported', report);
    await eventually(() => expect(asked()[1]).toMatchObject({ layers: { spatialLayer: 0 } }));
    expect(call.qualities.value.get(track)).toMatchObject({ full: size, layers: 3 });
  });
});
