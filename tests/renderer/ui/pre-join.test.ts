import { act } from 'preact/test-utils';
import { afterEach, describe, expect, test } from 'vitest';
import { readPreferences } from '../../../renderer/state/preferences.ts';
import { room } from './fake-session.ts';
import { all, press, the, type } from './page.ts';
import { type Visit, visit } from './visit.tsx';

const path = '/r/calm-otter-river';
let here: Visit;
afterEach(() => here.end());

describe('the room', () => {
  test.each([
    [0, 'Nobody is here yet'],
    [1, '1 person is here'],
    [4, '4 people are here'],
  ])('with %i people', async (peerCount, sentence) => {
    here = await visit({
      path,
      before: (meeting) => {
        meeting.answer = { name: 'ready', room: room({ peerCount }) };
      },
    });
    expect(document.body.textContent).toContain(`Ana's room · ${sentence}`);
    expect(document.title).toBe("Ana's room · Parley");
  });

  test('is looked for as soon as the screen is there', async () => {
    here = await visit({
      path,
      before: (meeting) => {
        meeting.answer = undefined;
      },
    });
    expect(here.meeting.prepared).toBe(1);
    expect(document.body.textContent).toContain('Looking for the room');
    expect(all('button', 'Join')).toHaveLength(1);
  });

  test('when it cannot be reached, there is a reason and one thing to do', async () => {
    here = await visit({
      path,
      before: (meeting) => {
        const error = { code: 'UNREACHABLE', message: 'no answer' } as const;
        meeting.answer = { name: 'failed', error };
      },
    });
    expect(the('alert').textContent).toContain('The server cannot be reached.');
    expect(all('button', 'Join')).toEqual([]);
    here.meeting.answer = { name: 'ready', room: room() };
    await press('Try again');
    expect(all('alert')).toEqual([]);
    expect(the('button', 'Join')).toBeDefined();
  });
});

describe('devices', () => {
  test('both are asked for the first time', async () => {
    here = await visit({ path });
    expect(here.media.asked).toEqual([
      ['microphone', true],
      ['camera', true],
    ]);
  });

  test('what was off last time is not asked for', async () => {
    const stored = { 'parley.preferences': { camera: false } };
    here = await visit({ path, stored });
    expect(here.media.asked).toEqual([['microphone', true]]);
    expect(the('button', 'Turn camera on')).toBeDefined();
  });

  test('a toggle changes the device and is remembered', async () => {
    here = await visit({ path });
    await press('Turn camera off');
    expect(here.media.camera.value.name).toBe('off');
    expect(readPreferences(here.storage).camera).toBe(false);
    await press('Turn camera on');
    expect(readPreferences(here.storage).camera).toBe(true);
  });

  test('the keyboard toggles them too', async () => {
    here = await visit({ path });
    const key = new KeyboardEvent('keydown', { key: 'd', ctrlKey: true, cancelable: true });
    await act(() => void document.dispatchEvent(key));
    expect(key.defaultPrevented).toBe(true);
    expect(the('button', 'Unmute microphone')).toBeDefined();
  });

  test('trouble is explained and never stops the join', async () => {
    here = await visit({
      path,
      name: 'Mara',
      before: (_meeting, media) => {
        media.whenOn.camera = { name: 'failed', trouble: 'busy' };
        media.whenOn.microphone = { name: 'failed', trouble: 'denied' };
      },
    });
    expect(all('alert').map((alert) => alert.textContent)).toEqual([
      'The camera is in use by another program. Close that program, then turn it on again.',
      expect.stringContaining('The microphone is blocked for this page.'),
    ]);
    expect(document.body.textContent).toContain('You join muted and without camera.');
    await press('Join');
    expect(here.meeting.joins).toEqual([{ displayName: 'Mara' }]);
  });

  test('the same trouble of both is one sentence', async () => {
    here = await visit({
      path,
      before: (_meeting, media) => {
        media.whenOn.camera = { name: 'failed', trouble: 'insecure' };
        media.whenOn.microphone = { name: 'failed', trouble: 'insecure' };
      },
    });
    expect(the('alert').textContent).toContain('offers no microphone or camera');
  });

  test('another one can be chosen, and a nameless one has a number', async () => {
    here = await visit({
      path,
      before: (_meeting, media) => {
        media.cameras.value = [
          { deviceId: 'a', label: 'Desk camera' },
          { deviceId: 'b', label: '' },
        ];
        media.chosen.value = { microphone: '', camera: 'a', speaker: '' };
      },
    });
    const select = the('combobox', 'Camera');
    if (!(select instanceof HTMLSelectElement)) throw new Error('no select');
    expect([...select.options].map((option) => option.text)).toEqual([
      'System default',
      'Desk camera',
      'Camera 2',
    ]);
    select.value = 'b';
    await act(() => void select.dispatchEvent(new Event('change', { bubbles: true })));
    expect(here.media.chosen.value.camera).toBe('b');
    expect(the('combobox', 'Microphone').textContent).toBe('No microphone');
  });
});

describe('joining', () => {
  test('asks for a name first', async () => {
    here = await visit({ path });
    await press('Join');
    expect(here.meeting.joins).toEqual([]);
    expect(document.activeElement).toBe(the('textbox', 'Your name'));
    await type('Your name', 'Mara');
    await press('Join');
    expect(here.meeting.joins).toEqual([{ displayName: 'Mara' }]);
    expect(readPreferences(here.storage).displayName).toBe('Mara');
  });

  test('one join is enough, however often one presses', async () => {
    here = await visit({ path, name: 'Mara' });
    await act(() => {
      here.meeting.state.value = { name: 'connecting' };
    });
    await press('Joining');
    expect(here.meeting.joins).toEqual([]);
  });
});

test('going home closes what the visit opened', async () => {
  here = await visit({ path });
  const { meeting, media } = here;
  await act(async () => {
    history.replaceState(null, '', '/');
    window.dispatchEvent(new PopStateEvent('popstate'));
  });
  expect(the('button', 'Host a room')).toBeDefined();
  expect(media.closed).toBe(true);
  expect(meeting.state.value).toEqual({ name: 'ended', why: { kind: 'left' } });
});
