import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ScreenState } from '../../../renderer/media/media-state.ts';
import { readPreferences } from '../../../renderer/state/preferences.ts';
import { fakeTrack } from '../media/fake-media.ts';
import { person } from './fake-session.ts';
import { all, press, textOf, the } from './page.ts';
import { type Visit, visit } from './visit.tsx';

let track: MediaStreamTrack;
let here: Visit;
const self = person({ displayName: 'Mara', self: true });
const ana = person({ displayName: 'Ana' });
const joon = person({ displayName: 'Joon' });

beforeEach(async () => {
  track = await fakeTrack('video');
  here = await visit({ path: '/r/calm-otter-river', name: 'Mara' });
  await press('Join');
});
afterEach(() => here.end());

async function nowHere(...people: (typeof self)[]): Promise<void> {
  await act(() => {
    here.meeting.participants.value = people;
  });
}

async function sharing(state: Partial<Extract<ScreenState, { name: 'on' }>> = {}): Promise<void> {
  await act(() => {
    here.media.screen.state.value = {
      name: 'on',
      video: track,
      audio: null,
      surface: 'screen',
      detail: 'text',
      ...state,
    };
  });
  await nowHere({ ...self, screen: track }, ana);
}

function notices(): string {
  return all('status')
    .map((status) => textOf(status))
    .join(' ');
}

function shown(name: string): boolean {
  return the('group', name).dataset.shown === 'true';
}

describe('the screens of others', () => {
  test('stand on the stage as a group with their name, and are read out', async () => {
    await nowHere(self, ana);
    await nowHere(self, { ...ana, screenStarting: true });
    expect(textOf(the('group', "Ana's screen"))).toContain('The screen is starting');
    expect(notices()).toContain('Ana started sharing.');
    await nowHere(self, { ...ana, screen: track });
    expect(the('group', "Ana's screen").querySelector('video')).not.toBeNull();
    expect(all('group', 'Ana')).toHaveLength(1);
    await nowHere(self, ana);
    expect(all('group', "Ana's screen")).toEqual([]);
    expect(notices()).toContain('Ana stopped sharing.');
  });

  test('of several the newest is shown, the others are a press away', async () => {
    await nowHere(self, ana, { ...joon, screen: track });
    expect(all('button', "Joon's screen")).toEqual([]);
    await nowHere(self, { ...ana, screen: track }, { ...joon, screen: track });
    expect([shown("Ana's screen"), shown("Joon's screen")]).toEqual([true, false]);
    await press("Joon's screen");
    expect([shown("Ana's screen"), shown("Joon's screen")]).toEqual([false, true]);
    expect(the('button', "Joon's screen").getAttribute('aria-pressed')).toBe('true');
    await nowHere(self, { ...ana, screen: track }, joon);
    expect(shown("Ana's screen")).toBe(true);
  });
});

describe('the own screen', () => {
  test('is shared by a button, made for text until something else was chosen', async () => {
    await press('Share screen');
    expect(here.media.screen.asked).toEqual(['text']);
    expect(the('button', 'Share screen').getAttribute('aria-busy')).toBe('true');
    await sharing();
    expect(notices()).toContain('You are sharing your screen.');
    expect(all('group', "Mara's screen")).toEqual([]);
    const motion = document.querySelectorAll<HTMLInputElement>('input[type=radio]')[1];
    await act(() => motion?.click());
    expect(here.media.screen.asked).toEqual(['text', 'motion']);
    expect(readPreferences(here.storage).screenDetail).toBe('motion');
    await press('Stop sharing');
    await press('Share screen');
    expect(here.media.screen.asked).toEqual(['text', 'motion', 'stop', 'motion']);
  });

  test('is stopped where it says so, and the focus stays in the meeting', async () => {
    await sharing({ surface: 'window', audio: await fakeTrack('audio') });
    expect(notices()).toContain('You are sharing a window with its sound.');
    await press('Stop');
    expect(here.media.screen.asked).toEqual(['stop']);
    expect(document.activeElement).toBe(the('button', 'Share screen'));
    expect(all('button', 'Stop')).toEqual([]);
    expect(notices()).toContain('You stopped sharing.');
  });

  test('that does not reach the others says so', async () => {
    await sharing();
    await nowHere(self, ana);
    expect(notices()).toContain('Your screen does not reach the others yet.');
  });

  test('that cannot be shared is explained; a cancelled choice is nothing', async () => {
    await press('Share screen');
    await act(() => here.media.screen.stop());
    expect(notices()).not.toMatch(/shar/i);
    await act(() => {
      here.media.screen.state.value = { name: 'failed', trouble: 'denied' };
    });
    expect(notices()).toContain('The system keeps its screens from this program.');
  });
});

test('a browser without screen sharing does not offer it', async () => {
  await here.end();
  here = await visit({
    path: '/r/calm-otter-river',
    name: 'Mara',
    before: (_meeting, media) => {
      media.screen.available = false;
    },
  });
  await press('Join');
  expect(all('button', 'Share screen')).toEqual([]);
});
