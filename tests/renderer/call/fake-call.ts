/** A real call over a real socket, with the outer edge faked: browser engine, devices and speakers. */
import { FakeHandler } from 'mediasoup-client';
import * as fakeParameters from 'mediasoup-client/fakeParameters';
import type { Consumer } from 'mediasoup-client/types';
import { onTestFinished, vi } from 'vitest';
import { Call, type CallOptions } from '../../../renderer/call/call.ts';
import { AudioPlayback } from '../../../renderer/media/audio-playback.ts';
import { MachineMedia } from '../../../renderer/media/local-media.ts';
import { SocketSignalling } from '../../../renderer/signalling/socket.ts';
import { FakeDevices } from '../media/fake-media.ts';

/** Waits until a check passes; long, because the machine that tests may be busy with others. */
export function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 15_000, interval: 10 });
}

export function callTo(origin: string, options: Partial<CallOptions> = {}) {
  const devices = new FakeDevices();
  devices.plug({ kind: 'audioinput', deviceId: 'mic' }, { kind: 'videoinput', deviceId: 'cam' });
  const media = new MachineMedia({ access: devices });
  const page = new EventTarget();
  const engine = fakeEngine();
  const frames = new Map<string, () => void>();
  const sounds = new Set<MediaStreamTrack>();
  const call = new Call({
    roomId: 'room',
    origin,
    signalling: new SocketSignalling(origin, { connectTimeout: 4_000, requestTimeout: 4_000 }),
    localMedia: media,
    playback: new AudioPlayback(() => soundOf(sounds)),
    handlerFactory: engine.factory,
    awaitFrame: (consumer: Consumer, arrived) => {
      frames.set(consumer.producerId, arrived);
      return () => frames.delete(consumer.producerId);
    },
    page,
    ...options,
  });
  const states: string[] = [];
  call.state.subscribe((state) =>
    states.push(state.name === 'reconnecting' ? `reconnecting ${state.attempt}` : state.name),
  );
  onTestFinished(async () => {
    await call.leave();
    media.close();
  });
  return { call, devices, media, page, states, frames, sounds, handlers: engine.handlers };
}

/** mediasoup-client's own fake handler, with every handler it made. */
function fakeEngine() {
  const factory = FakeHandler.createFactory(fakeParameters);
  const handlers: { direction: 'send' | 'recv'; handler: FakeHandler }[] = [];
  return {
    handlers,
    factory: {
      ...factory,
      factory: (options: Parameters<typeof factory.factory>[0]) => {
        const handler = factory.factory(options);
        if (handler instanceof FakeHandler)
          handlers.push({ direction: options.direction, handler });
        return handler;
      },
    },
  };
}

function soundOf(sounds: Set<MediaStreamTrack>) {
  let mine: MediaStreamTrack | undefined;
  return {
    async play(track: MediaStreamTrack) {
      mine = track;
      sounds.add(track);
    },
    async setSpeaker() {},
    setVolume() {},
    stop() {
      if (mine) sounds.delete(mine);
    },
  };
}
