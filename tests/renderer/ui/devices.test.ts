import { afterEach, describe, expect, test } from 'vitest';
import type { DeviceSwitch } from '../../../renderer/media/media-state.ts';
import { all, press, settled, the } from './page.ts';
import { type Visit, visit } from './visit.tsx';

const path = '/r/calm-otter-river';
const headset = { deviceId: 'headset', label: 'Headset' };
const inner = { deviceId: '', label: 'Inner microphone' };
let here: Visit;
afterEach(() => here.end());

async function inMeeting(): Promise<void> {
  here = await visit({ path, name: 'Mara' });
  await press('Join');
}

const happens = (happened: DeviceSwitch) =>
  settled(() => {
    here.media.switched.value = happened;
  });

describe('a device that changes by itself in a meeting', () => {
  test('because it is gone is told, with a way to choose another', async () => {
    await inMeeting();
    await happens({ kind: 'microphone', from: headset, to: inner, why: 'gone' });
    expect(document.body.textContent).toContain('Headset is gone. Using Inner microphone.');
    await press('Change');
    await import('../../../renderer/ui/settings/settings-dialog.tsx');
    await settled(() => {});
    expect(the('heading', 'Settings')).toBeDefined();
    expect(document.body.textContent).not.toContain('Headset is gone.');
  });

  test('because it came back is told, and can be undone', async () => {
    await inMeeting();
    await happens({ kind: 'microphone', from: inner, to: headset, why: 'back' });
    expect(document.body.textContent).toContain('Headset is back and in use.');
    here.media.chosen.value = { ...here.media.chosen.value, microphone: 'headset' };
    await press('Undo');
    expect(here.media.chosen.value.microphone).toBe('');
    expect(all('button', 'Undo')).toEqual([]);
  });

  test('and has no name is the one of the system', async () => {
    await inMeeting();
    const nameless = { deviceId: '', label: '' };
    await happens({ kind: 'speaker', from: headset, to: nameless, why: 'gone' });
    expect(document.body.textContent).toContain("Headset is gone. Using the system's speaker.");
  });
});

describe('a device that is on and gives nothing', () => {
  test('is told in the meeting', async () => {
    await inMeeting();
    await settled(() => {
      here.media.stalled.microphone.value = true;
    });
    expect(document.body.textContent).toContain('No sound comes from the microphone.');
    expect(the('button', 'Change')).toBeDefined();
  });

  test('is told before the meeting, until it gives something', async () => {
    here = await visit({ path });
    await settled(() => {
      here.media.stalled.camera.value = true;
    });
    expect(the('alert').textContent).toContain('No picture comes from the camera.');
    await settled(() => {
      here.media.stalled.camera.value = false;
    });
    expect(all('alert')).toEqual([]);
  });
});

test('a device that was denied comes with where to allow it', async () => {
  here = await visit({
    path,
    before: (_meeting, media) => {
      media.whenOn.microphone = { name: 'failed', trouble: 'denied' };
      media.whenOn.camera = { name: 'failed', trouble: 'denied' };
    },
  });
  expect(document.body.textContent).toContain('How to allow it');
  expect([...document.querySelectorAll('.permission-help li')]).toHaveLength(2);
});

test('the settings open from within the meeting', async () => {
  await inMeeting();
  await press('More');
  await press('Settings');
  await import('../../../renderer/ui/settings/settings-dialog.tsx');
  await settled(() => {});
  expect(the('heading', 'Settings')).toBeDefined();
  expect(the('combobox', 'Microphone')).toBeDefined();
  expect(the('button', 'Play a test tone')).toBeDefined();
});
