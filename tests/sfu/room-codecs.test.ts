import type { RtpCapabilities } from 'mediasoup/types';
import { describe, expect, it } from 'vitest';
import { commonVideoCodecs } from '../../sfu/room-codecs.ts';
import { freshRoom, joinAs } from './harness/person.ts';
import { playsSound } from './harness/rtp.ts';
import { sharedSfu } from './harness/sfu.ts';

const shared = sharedSfu();

const plays = (...mimeTypes: string[]): RtpCapabilities => ({
  codecs: mimeTypes.map((mimeType) => ({
    kind: 'video',
    mimeType,
    clockRate: 90_000,
    preferredPayloadType: 96,
  })),
});
const everything = plays('video/VP8', 'video/rtx', 'video/VP9', 'video/AV1');

describe('codecs that all can decode', () => {
  it.each<[string, (RtpCapabilities | undefined)[], string[]]>([
    ['nobody', [], ['video/VP8', 'video/VP9', 'video/AV1']],
    ['one who can all', [everything], ['video/VP8', 'video/VP9', 'video/AV1']],
    ['one who can one', [everything, plays('video/vp8')], ['video/VP8']],
    ['two who share one', [plays('video/VP8', 'video/VP9'), plays('video/VP9')], ['video/VP9']],
    ['two who share none', [plays('video/VP8'), plays('video/AV1')], []],
    ['AD-4: one who said nothing', [undefined], ['video/VP8', 'video/VP9', 'video/AV1']],
    ['AD-4: one who sees nothing', [{}, plays()], ['video/VP8', 'video/VP9', 'video/AV1']],
  ])('%s', (_, people, expected) => {
    expect(commonVideoCodecs(everything, people)).toEqual(expected);
  });
});

describe('roomCodecs', () => {
  it('AD-3: are told when they change, and to a newcomer when they are not all', async () => {
    const roomId = freshRoom();
    const ana = await joinAs(shared(), 'Ana', roomId);
    const deaf = playsSound(ana.capabilities);
    await joinAs(shared(), 'Ben', roomId, { rtpCapabilities: deaf });
    await ana.client.settle();
    expect(ana.client.heard('roomCodecs')).toEqual([]);
    const { codecs = [] } = ana.capabilities;
    const simple = { codecs: codecs.filter(({ mimeType }) => mimeType !== 'video/VP9') };
    const cleo = await joinAs(shared(), 'Cleo', roomId, { rtpCapabilities: simple });
    const fewer = { mimeTypes: ['video/VP8', 'video/H264', 'video/AV1'] };
    expect(await ana.client.next('roomCodecs')).toEqual(fewer);
    const dan = await joinAs(shared(), 'Dan', roomId);
    expect(await dan.client.next('roomCodecs')).toEqual(fewer);
    await cleo.client.ask('leaveRoom', {});
    await ana.client.settle();
    expect(ana.client.heard('roomCodecs')).toEqual([
      fewer,
      { mimeTypes: ['video/VP8', 'video/VP9', 'video/H264', 'video/AV1'] },
    ]);
  });
});
