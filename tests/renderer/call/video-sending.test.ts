/** What of this machine's video is encoded, and with what. */
import { signal } from '@preact/signals';
import type { Producer, RtpCapabilities } from 'mediasoup-client/types';
import { describe, expect, test, vi } from 'vitest';
import { steer, VideoSending } from '../../../renderer/call/video-sending.ts';
import type { ScreenDetail } from '../../../renderer/media/media-state.ts';
import type { VideoMode } from '../../../renderer/state/picture-wish.ts';
import { type SendProfile, sendPlan } from '../../../renderer/state/send-plan.ts';

/** What is used of a sender, which takes parameters only as it last gave them. */
class FakeSender {
  encodings: RTCRtpEncodingParameters[];
  preference: string | undefined;
  #given = '';

  constructor(layers: number) {
    this.encodings = Array.from({ length: layers }, () => ({ active: true, maxBitrate: 1 }));
  }

  getParameters(): RTCRtpSendParameters {
    this.#given = crypto.randomUUID();
    const encodings = this.encodings.map((each) => ({ ...each }));
    return { transactionId: this.#given, encodings, codecs: [], headerExtensions: [], rtcp: {} };
  }

  async setParameters(parameters: RTCRtpSendParameters): Promise<void> {
    if (parameters.transactionId !== this.#given) throw new Error('InvalidStateError');
    this.#given = '';
    await Promise.resolve();
    this.encodings = parameters.encodings;
    this.preference = parameters.degradationPreference;
  }

  get active(): (boolean | undefined)[] {
    return this.encodings.map(({ active }) => active);
  }
}

const capabilities: RtpCapabilities = {
  codecs: ['video/VP8', 'video/VP9', 'video/rtx', 'video/H264'].map((mimeType, index) => ({
    kind: 'video',
    mimeType,
    clockRate: 90_000,
    preferredPayloadType: 96 + index,
  })),
};

function scene(source: 'camera' | 'screen') {
  const circumstances = {
    codecs: signal<readonly string[] | undefined>(undefined),
    profile: signal<SendProfile>('open'),
    videoMode: signal<VideoMode>('full'),
    detail: signal<ScreenDetail>('text'),
    cores: 8,
  };
  const sending = new VideoSending(source, capabilities, circumstances);
  const begin = (id: string) => {
    const { codec, encodings = [] } = sending.options();
    const sender = new FakeSender(encodings.length);
    const producer: Pick<Producer, 'id' | 'closed' | 'rtpParameters'> & { rtpSender: unknown } = {
      id,
      closed: false,
      rtpSender: sender,
      rtpParameters: {
        codecs: [{ mimeType: codec?.mimeType ?? '', payloadType: 96, clockRate: 90_000 }],
      },
    };
    sending.begin(producer as Producer);
    return sender;
  };
  return { ...circumstances, sending, begin };
}

describe('the layers of a camera', () => {
  test('are all encoded until somebody says what is wanted, and then no more than that', async () => {
    const { sending, begin } = scene('camera');
    const sender = begin('p');
    await vi.waitFor(() => expect(sender.preference).toBe('balanced'));
    expect(sender.active).toEqual([true, true, true]);
    sending.want('p', 1);
    await vi.waitFor(() => expect(sender.active).toEqual([true, true, false]));
    sending.want('p', null);
    await vi.waitFor(() => expect(sender.active).toEqual([false, false, false]));
    sending.want('p', 7);
    await vi.waitFor(() => expect(sender.active).toEqual([true, true, true]));
    sending.want('of another', null);
    sending.want('p', 0);
    sending.want('p', 2);
    sending.want('p', 0);
    await vi.waitFor(() => expect(sender.active).toEqual([true, false, false]));
  });

  test('are those that were asked for before the producer was known', async () => {
    const { sending, begin } = scene('camera');
    sending.want('p', 0);
    const sender = begin('p');
    await vi.waitFor(() => expect(sender.active).toEqual([true, false, false]));
  });

  test('are fewer where data is saved, and larger on a local network', async () => {
    const { begin, videoMode, profile } = scene('camera');
    const sender = begin('p');
    videoMode.value = 'saver';
    await vi.waitFor(() => expect(sender.active).toEqual([true, true, false]));
    expect(sender.encodings.map(({ maxBitrate }) => maxBitrate)).toEqual([
      150_000, 500_000, 1_500_000,
    ]);
    profile.value = 'lan';
    await vi.waitFor(() => expect(sender.encodings[2]).not.toHaveProperty('maxBitrate'));
    expect(sender.encodings[1]).toMatchObject({ maxBitrate: 1_200_000, scaleResolutionDownBy: 2 });
  });
});

describe('a screen', () => {
  test('is in VP9, and in VP8 from when somebody comes who cannot decode that', () => {
    const { sending, begin, codecs } = scene('screen');
    begin('p');
    expect(sending.options().codec?.mimeType).toBe('video/VP9');
    expect(sending.outdated.value).toBe(false);
    codecs.value = ['video/VP8', 'video/H264'];
    expect(sending.outdated.value).toBe(true);
    expect(sending.options().codec?.mimeType).toBe('video/VP8');
    begin('q');
    expect(sending.outdated.value).toBe(false);
    // Nobody's picture is interrupted only because it could be better.
    codecs.value = undefined;
    expect(sending.outdated.value).toBe(false);
    expect(sending.options().codec?.mimeType).toBe('video/VP9');
  });

  test('is made anew when its layers become others', () => {
    const { sending, begin, detail } = scene('screen');
    begin('p');
    detail.value = 'motion';
    expect(sending.outdated.value).toBe(true);
    begin('q');
    expect(sending.outdated.value).toBe(false);
    expect(sending.options().encodings).toMatchObject([{ scalabilityMode: 'L3T3_KEY' }]);
  });
});

test('a sender of other layers than the plan has is left as it is', async () => {
  const sender = new FakeSender(1);
  const situation = {
    source: 'camera',
    detail: 'text',
    codec: 'video/VP8',
    profile: 'open',
  } as const;
  await steer(sender, sendPlan(situation), -1);
  expect(sender.active).toEqual([true]);
});
