import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { ScreenState } from '../../../renderer/media/media-state.ts';
import { MachineScreen } from '../../../renderer/media/screen-share.ts';
import { FakeDevices } from './fake-media.ts';

function machine() {
  const devices = new FakeDevices();
  const screen = new MachineScreen(devices);
  onTestFinished(() => screen.close());
  const states: string[] = [];
  screen.state.subscribe(({ name }) => states.push(name));
  return { devices, screen, states };
}

function shared(state: ScreenState) {
  if (state.name !== 'on') throw new Error(`the share is ${state.name}`);
  return state;
}

/** Holds back whatever is chosen until the returned function is called. */
function hesitate(devices: FakeDevices): () => void {
  let decide = () => {};
  devices.gate = new Promise((resolve) => {
    decide = resolve;
  });
  return decide;
}

describe('sharing', () => {
  test('goes over choosing to on, with picture and sound, tuned for what it shows', async () => {
    const { devices, screen, states } = machine();
    await screen.start('text');
    expect(states).toEqual(['off', 'choosing', 'on']);
    const { video, audio, surface, detail } = shared(screen.state.value);
    expect(devices.live).toEqual([video, audio]);
    expect([video.contentHint, audio?.contentHint]).toEqual(['text', 'music']);
    expect([surface, detail]).toEqual(['screen', 'text']);
  });

  test.each([
    ['text', 15],
    ['motion', 30],
  ] as const)('%s asks for %i frames a second at the native size', async (detail, max) => {
    const { devices, screen } = machine();
    await screen.start(detail);
    expect(devices.screenWishes).toMatchObject([
      {
        video: { frameRate: { ideal: max, max }, width: { max: 3840 }, height: { max: 2160 } },
        selfBrowserSurface: 'exclude',
        surfaceSwitching: 'include',
      },
    ]);
  });

  test.each([
    [true, 'include'],
    [false, 'exclude'],
  ])("where the own sound can be left out is %s: the system's is %s", async (can, systemAudio) => {
    const { devices, screen } = machine();
    devices.restrictsOwnAudio = can;
    await screen.start('text');
    expect(devices.screenWishes).toMatchObject([
      { systemAudio, audio: { restrictOwnAudio: true, suppressLocalAudioPlayback: false } },
    ]);
  });

  test('without sound is sharing all the same', async () => {
    const { devices, screen } = machine();
    devices.screenChoice = ['video'];
    await screen.start('text');
    expect(shared(screen.state.value).audio).toBeNull();
  });

  test('can be tuned while it is on', async () => {
    const { screen } = machine();
    screen.tune('motion');
    await screen.start('text');
    screen.tune('motion');
    const { video, detail } = shared(screen.state.value);
    expect(video.contentHint).toBe('motion');
    expect(detail).toBe('motion');
  });

  test('is not offered where the browser cannot', async () => {
    expect(new MachineScreen({}).available).toBe(false);
    expect(new MachineScreen(undefined).available).toBe(false);
    const phone = new MachineScreen({});
    await phone.start('text');
    expect(phone.state.value).toEqual({ name: 'failed', trouble: 'unknown' });
  });
});

describe('not sharing', () => {
  test('a cancelled choice is no error', async () => {
    const { devices, screen, states } = machine();
    devices.screenChoice = new DOMException('Permission denied by user', 'NotAllowedError');
    await screen.start('text');
    expect(states).toEqual(['off', 'choosing', 'off']);
  });

  test.each([
    ['NotAllowedError', 'Permission denied by system', 'denied'],
    ['NotFoundError', '', 'missing'],
    ['NotReadableError', '', 'busy'],
    ['InvalidStateError', '', 'unknown'],
  ])('%s "%s" is %s, and can be tried again', async (name, message, trouble) => {
    const { devices, screen } = machine();
    devices.screenChoice = new DOMException(message, name);
    await screen.start('text');
    expect(screen.state.value).toEqual({ name: 'failed', trouble });
    devices.screenChoice = ['video'];
    await screen.start('text');
    expect(screen.state.value.name).toBe('on');
  });

  test('a choice without a picture is none', async () => {
    const { devices, screen } = machine();
    devices.screenChoice = ['audio'];
    await screen.start('text');
    expect(screen.state.value).toEqual({ name: 'failed', trouble: 'missing' });
    expect(devices.live).toEqual([]);
  });
});

describe('the end', () => {
  test('by stop closes picture and sound at once', async () => {
    const { devices, screen, states } = machine();
    await screen.start('text');
    screen.stop();
    screen.stop();
    expect(states).toEqual(['off', 'choosing', 'on', 'off']);
    expect(devices.live).toEqual([]);
  });

  test("by the browser's own bar takes the sound along", async () => {
    const { devices, screen } = machine();
    await screen.start('text');
    shared(screen.state.value).video.dispatchEvent(new Event('ended'));
    expect(screen.state.value.name).toBe('off');
    expect(devices.live.filter(({ kind }) => kind === 'audio')).toEqual([]);
  });

  test('of the sound alone leaves the picture', async () => {
    const { screen } = machine();
    await screen.start('text');
    const { video, audio } = shared(screen.state.value);
    audio?.dispatchEvent(new Event('ended'));
    expect(shared(screen.state.value)).toMatchObject({ video, audio: null });
  });

  test('of an earlier share does not end the one of now', async () => {
    const { screen } = machine();
    await screen.start('text');
    const { video, audio } = shared(screen.state.value);
    screen.stop();
    await screen.start('text');
    for (const track of [video, audio]) track?.dispatchEvent(new Event('ended'));
    expect(shared(screen.state.value).audio).not.toBeNull();
  });
});

describe('while the person chooses', () => {
  test('another start asks nothing more', async () => {
    const { devices, screen } = machine();
    const decide = hesitate(devices);
    const starts = [screen.start('text'), screen.start('motion')];
    decide();
    await Promise.all(starts);
    expect(devices.screenWishes).toHaveLength(1);
    expect(shared(screen.state.value).detail).toBe('text');
  });

  test.each(['stop', 'close'] as const)('%s makes the choice vain', async (end) => {
    const { devices, screen } = machine();
    const decide = hesitate(devices);
    const starting = screen.start('text');
    screen[end]();
    expect(screen.state.value.name).toBe('off');
    decide();
    await starting;
    expect(screen.state.value.name).toBe('off');
    expect(devices.live).toEqual([]);
  });

  test('stop and start anew: only what is chosen last is captured', async () => {
    const { devices, screen } = machine();
    const decideFirst = hesitate(devices);
    const first = screen.start('text');
    screen.stop();
    const decideSecond = hesitate(devices);
    const second = screen.start('motion');
    decideSecond();
    await second;
    decideFirst();
    await first;
    const { video, audio, detail } = shared(screen.state.value);
    expect(detail).toBe('motion');
    expect(devices.live).toEqual([video, audio]);
  });

  test('a start after the close captures nothing', async () => {
    const { devices, screen } = machine();
    screen.close();
    await screen.start('text');
    await vi.waitFor(() => expect(screen.state.value.name).toBe('off'));
    expect(devices.screenWishes).toEqual([]);
  });
});
