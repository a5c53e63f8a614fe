import { signal } from '@preact/signals';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { fullProcessing } from '../../../renderer/media/devices.ts';
import { MachineMedia } from '../../../renderer/media/local-media.ts';
import type { DeviceState } from '../../../renderer/media/media-state.ts';
import { FakeDevices } from './fake-media.ts';

const headset = { kind: 'audioinput', deviceId: 'headset' } as const;
const builtIn = { kind: 'audioinput', deviceId: 'built-in' } as const;
const webcam = { kind: 'videoinput', deviceId: 'webcam' } as const;
const lens = { kind: 'videoinput', deviceId: 'lens' } as const;

const processing = signal(fullProcessing);

function machine(...plugged: { kind: MediaDeviceKind; deviceId: string }[]) {
  const devices = new FakeDevices();
  devices.plug(...plugged);
  const media = new MachineMedia({ access: devices, processing, calm: 20 });
  onTestFinished(() => media.close());
  return { devices, media };
}

/** Lets everything that needs no device come to rest. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

function trackOf(state: DeviceState): MediaStreamTrack {
  if (state.name !== 'on') throw new Error(`the device is ${state.name}`);
  return state.track;
}

beforeEach(() => localStorage.clear());

describe('turning a device on', () => {
  test('goes over starting to on, and opens nothing else', async () => {
    const { devices, media } = machine(webcam, builtIn);
    const states: string[] = [];
    media.camera.subscribe(({ name }) => states.push(name));
    await media.set('camera', true);
    expect(states).toEqual(['off', 'starting', 'on']);
    expect(devices.live).toEqual([trackOf(media.camera.value)]);
    expect(media.microphone.value.name).toBe('off');
  });

  test.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'missing'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['TypeError', 'unknown'],
  ])('%s means %s', async (name, trouble) => {
    const { devices, media } = machine(webcam);
    devices.refusal = name;
    await media.set('camera', true);
    expect(media.camera.value).toEqual({ name: 'failed', trouble });
    devices.refusal = undefined;
    await media.set('camera', true);
    expect(media.camera.value.name).toBe('on');
  });

  test('is insecure where the browser offers no devices', async () => {
    const media = new MachineMedia({ access: undefined });
    await media.set('microphone', true);
    expect(media.microphone.value).toEqual({ name: 'failed', trouble: 'insecure' });
  });
});

describe('turning a device off', () => {
  test('closes the camera, so that its lamp goes out', async () => {
    const { devices, media } = machine(webcam);
    await media.set('camera', true);
    await media.set('camera', false);
    expect(media.camera.value.name).toBe('off');
    expect(devices.live).toEqual([]);
  });

  test('mutes the microphone at once and keeps it open, to be back in an instant', async () => {
    const { devices, media } = machine(builtIn);
    await media.set('microphone', true);
    const track = trackOf(media.microphone.value);
    void media.set('microphone', false);
    expect(track.enabled).toBe(false);
    expect(media.microphone.value.name).toBe('off');
    void media.set('microphone', true);
    expect(trackOf(media.microphone.value)).toBe(track);
    expect(track.enabled).toBe(true);
    expect(devices.asked).toHaveLength(1);
  });

  test.each(['microphone', 'camera'] as const)(
    'a %s that is switched while it opens ends in the last wish, with nothing left open',
    async (kind) => {
      const { devices, media } = machine(webcam, builtIn);
      let open = () => {};
      devices.gate = new Promise((resolve) => {
        open = resolve;
      });
      const done = [true, false, true, false, true].map((on) => media.set(kind, on));
      expect(media[kind].value.name).not.toBe('off');
      open();
      await Promise.all(done);
      expect(devices.live).toEqual([trackOf(media[kind].value)]);

      await Promise.all([media.set(kind, false), media.set(kind, true), media.set(kind, false)]);
      expect(media[kind].value.name).toBe('off');
      expect(devices.live.filter(({ enabled }) => enabled)).toEqual([]);
    },
  );

  test('a device that opens only after it was turned off is closed again', async () => {
    const { devices, media } = machine(builtIn);
    let open = () => {};
    devices.gate = new Promise((resolve) => {
      open = resolve;
    });
    void media.set('microphone', true);
    const done = media.set('microphone', false);
    expect(media.microphone.value.name).toBe('off');
    open();
    await done;
    expect(devices.live).toEqual([]);
  });
});

describe('choosing a device', () => {
  test('changes over without a gap, and is remembered on this machine', async () => {
    const { devices, media } = machine(webcam, lens);
    await media.set('camera', true);
    const states: string[] = [];
    media.camera.subscribe(({ name }) => states.push(name));
    await media.choose('camera', 'lens');
    expect(states).toEqual(['on', 'on']);
    expect(devices.live).toEqual([trackOf(media.camera.value)]);
    expect(devices.asked).toEqual(['', 'lens']);

    const next = new MachineMedia({ access: devices });
    expect(next.chosen.value).toEqual({ microphone: '', camera: 'lens', speaker: '' });
  });

  test('while muted lets go of the old microphone, and stays muted', async () => {
    const { devices, media } = machine(builtIn, headset);
    await media.set('microphone', true);
    await media.set('microphone', false);
    await media.choose('microphone', 'headset');
    expect(media.microphone.value.name).toBe('off');
    expect(devices.live).toEqual([]);
    await media.set('microphone', true);
    expect(devices.asked).toEqual(['', 'headset']);
  });

  test('one that is not there falls back to the default', async () => {
    const camera = [{ deviceId: 'gone', label: 'Gone' }];
    localStorage.setItem('parley.devices', JSON.stringify({ camera }));
    const { devices, media } = machine(webcam);
    await media.set('camera', true);
    expect(media.camera.value.name).toBe('on');
    expect(devices.asked).toEqual(['gone', '']);
    expect(media.chosen.value.camera).toBe('');
  });

  test('damaged memory counts as none', () => {
    localStorage.setItem('parley.devices', '{"camera": 7');
    const { media } = machine(webcam);
    expect(media.chosen.value).toEqual({ microphone: '', camera: '', speaker: '' });
  });
});

describe('when devices come and go', () => {
  test('lists follow, without the aliases of the default device', async () => {
    const { devices, media } = machine(builtIn, { kind: 'audioinput', deviceId: 'default' });
    await settled();
    expect(media.microphones.value).toEqual([{ deviceId: 'built-in', label: 'built-in' }]);
    devices.plug(headset, webcam, { kind: 'audiooutput', deviceId: 'headset' });
    await settled();
    expect(media.microphones.value.map(({ deviceId }) => deviceId)).toEqual([
      'built-in',
      'headset',
    ]);
    expect(media.cameras.value).toHaveLength(1);
    expect(media.speakers.value).toHaveLength(1);
  });

  test('the chosen one that is pulled out is replaced, and taken back when it returns', async () => {
    const { devices, media } = machine(headset, builtIn);
    await media.choose('microphone', 'headset');
    await media.set('microphone', true);
    const lost = trackOf(media.microphone.value);

    devices.unplug('headset');
    await vi.waitFor(() => expect(trackOf(media.microphone.value)).not.toBe(lost));
    expect(media.chosen.value.microphone).toBe('');
    expect(devices.live).toEqual([trackOf(media.microphone.value)]);

    devices.plug(headset);
    await vi.waitFor(() => expect(media.chosen.value.microphone).toBe('headset'));
    await vi.waitFor(() => expect(devices.live).toEqual([trackOf(media.microphone.value)]));
    expect(devices.asked.at(-1)).toBe('headset');
  });

  test('in the order in which they were chosen, and both switches are told', async () => {
    const desk = { kind: 'audioinput', deviceId: 'desk' } as const;
    const { devices, media } = machine(builtIn, desk, headset);
    await media.choose('microphone', 'desk');
    await media.choose('microphone', 'headset');
    await media.set('microphone', true);
    expect(media.switched.value).toBeNull();

    devices.unplug('headset');
    await vi.waitFor(() => expect(media.chosen.value.microphone).toBe('desk'));
    await vi.waitFor(() =>
      expect(media.switched.value).toEqual(switchOf('headset', 'desk', 'gone')),
    );

    devices.plug(headset);
    await vi.waitFor(() =>
      expect(media.switched.value).toEqual(switchOf('desk', 'headset', 'back')),
    );
    expect(devices.live).toEqual([trackOf(media.microphone.value)]);

    await media.choose('microphone', 'desk');
    await settled();
    expect(media.switched.value).toEqual(switchOf('desk', 'headset', 'back'));
    devices.unplug('headset');
    devices.plug(headset);
    await settled();
    expect(media.chosen.value.microphone).toBe('desk');
  });

  test('a speaker that is pulled out is told too', async () => {
    const loud = { kind: 'audiooutput', deviceId: 'loud' } as const;
    const { devices, media } = machine(loud, { kind: 'audiooutput', deviceId: 'inner' });
    await settled();
    await media.choose('speaker', 'loud');
    devices.unplug('loud');
    await vi.waitFor(() => expect(media.chosen.value.speaker).toBe(''));
    expect(media.switched.value).toMatchObject({ kind: 'speaker', why: 'gone' });
    devices.plug(loud);
    await vi.waitFor(() => expect(media.chosen.value.speaker).toBe('loud'));
    expect(media.switched.value).toMatchObject({ kind: 'speaker', why: 'back' });
  });

  test('a track that ends by itself is replaced, and fails where nothing is left', async () => {
    const { devices, media } = machine(webcam);
    await media.set('camera', true);
    const first = trackOf(media.camera.value);
    first.dispatchEvent(new Event('ended'));
    await vi.waitFor(() => expect(trackOf(media.camera.value)).not.toBe(first));

    devices.plugged = [];
    trackOf(media.camera.value).dispatchEvent(new Event('ended'));
    await vi.waitFor(() =>
      expect(media.camera.value).toEqual({ name: 'failed', trouble: 'missing' }),
    );
    devices.plug(lens);
    await vi.waitFor(() => expect(media.camera.value.name).toBe('on'));
  });

  test('a muted microphone that is pulled out stays muted', async () => {
    const { media } = machine(builtIn);
    await media.set('microphone', true);
    const track = trackOf(media.microphone.value);
    await media.set('microphone', false);
    track.dispatchEvent(new Event('ended'));
    await settled();
    expect(media.microphone.value.name).toBe('off');
  });
});

function switchOf(from: string, to: string, why: 'gone' | 'back') {
  const device = (id: string) => ({ deviceId: id, label: id });
  return { kind: 'microphone', from: device(from), to: device(to), why };
}

test('what is done to the sound is changed at once, and a muted microphone stays muted', async () => {
  const { devices, media } = machine(builtIn);
  await media.set('microphone', true);
  const before = trackOf(media.microphone.value);
  expect(devices.wishes.at(-1)).toMatchObject(fullProcessing);
  processing.value = { ...fullProcessing, noiseSuppression: false };
  await vi.waitFor(() => expect(trackOf(media.microphone.value)).not.toBe(before));
  expect(devices.wishes.at(-1)).toMatchObject({ noiseSuppression: false, echoCancellation: true });
  expect(devices.live).toEqual([trackOf(media.microphone.value)]);

  await media.set('microphone', false);
  processing.value = fullProcessing;
  await settled();
  expect(media.microphone.value.name).toBe('off');
  expect(devices.live).toEqual([]);
});

test('close stops every track, also one that is still opening', async () => {
  const { devices, media } = machine(webcam, builtIn);
  await media.set('microphone', true);
  let open = () => {};
  devices.gate = new Promise((resolve) => {
    open = resolve;
  });
  const opening = media.set('camera', true);
  media.close();
  open();
  await opening;
  expect(devices.live).toEqual([]);
  await media.set('microphone', true);
  expect(devices.live).toEqual([]);
});
