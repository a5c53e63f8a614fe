import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ScreenSource } from '../../../preload/contract.ts';
import { keepPlaces } from '../../../renderer/state/screen-sources.ts';
import { FakeBridge } from '../shell/fake-bridge.ts';
import { all, press, textOf, the } from './page.ts';
import { type Visit, visit } from './visit.tsx';

const source = (kind: ScreenSource['kind'], name: string): ScreenSource => ({
  id: `${kind}:${name}`,
  kind,
  name,
  thumbnail: 'data:image/png;base64,AAAA',
});
const left = source('screen', 'Left screen');
const right = source('screen', 'Right screen');
const editor = source('window', 'Editor');
const mail = source('window', 'Mail');

let app: FakeBridge;
let here: Visit;

beforeEach(async () => {
  app = new FakeBridge({ settings: { displayName: 'Mara' } });
  app.screens = { sources: [left, right, editor], audio: 'available', access: 'granted' };
  here = await visit({ path: '/', app });
  await act(() => {
    app.emit('command', { name: 'open-room', room: app.reached });
  });
  await press('Join');
});
afterEach(() => here.end());

/** The question of the app, once its dialog is open. */
async function ask(): Promise<void> {
  await act(() => app.emit('command', { name: 'pick-screen', choice: app.screens }));
  await vi.waitFor(() => expect(document.querySelector('dialog')?.open).toBe(true));
}

const answers = () => app.asked('chooseScreen');
const names = () => all('radio').map((radio) => textOf(radio.closest('label')));
const isChosen = (name: string) => the('radio', name).matches(':checked');
const choose = (name: string) => act(() => the('radio', name).click());
const isOpen = () => all('heading', 'Choose what to share').length > 0;

describe('choosing', () => {
  test('offers screens, then windows, the first screen chosen', async () => {
    await ask();
    expect(names()).toEqual(['Left screen', 'Right screen', 'Editor']);
    expect(isChosen('Left screen')).toBe(true);
  });

  test('answers with what was chosen, once, and goes', async () => {
    await ask();
    await choose('Editor');
    await press('Share');
    expect(answers()).toEqual([{ id: 'window:Editor', audio: false }]);
    expect(isOpen()).toBe(false);
  });

  test("takes the computer's sound along if wished", async () => {
    await ask();
    await act(() => the('checkbox', "Also share this computer's sound").click());
    await press('Share');
    expect(answers()).toEqual([{ id: 'screen:Left screen', audio: true }]);
  });

  test('says why there is no sound where the voices cannot be left out', async () => {
    app.screens = { ...app.screens, audio: 'unavailable' };
    await ask();
    const sound = the('checkbox', "Also share this computer's sound");
    expect(sound.matches(':disabled')).toBe(true);
    const note = document.getElementById(sound.getAttribute('aria-describedby') ?? '');
    expect(note?.textContent).toContain('everybody would hear themselves');
  });

  test('a double click chooses and shares', async () => {
    await ask();
    await act(() => {
      the('radio', 'Editor').closest('label')?.dispatchEvent(new Event('dblclick'));
    });
    expect(answers()).toEqual([{ id: 'window:Editor', audio: false }]);
  });
});

describe('not choosing', () => {
  test.each(['Cancel', 'Close'])('%s is an answer too', async (name) => {
    await ask();
    await press(name);
    expect(answers()).toEqual([{ id: null, audio: false }]);
    expect(isOpen()).toBe(false);
  });

  test('leaving the meeting cancels', async () => {
    await ask();
    await act(() => here.meeting.leave());
    expect(answers()).toEqual([{ id: null, audio: false }]);
  });

  test('a question after the end of the meeting is cancelled at once', async () => {
    await act(() => here.meeting.leave());
    await act(() => app.emit('command', { name: 'pick-screen', choice: app.screens }));
    expect(answers()).toEqual([{ id: null, audio: false }]);
    expect(isOpen()).toBe(false);
  });

  test('a question that is asked anew is answered once', async () => {
    await ask();
    await ask();
    await press('Cancel');
    expect(answers()).toEqual([{ id: null, audio: false }]);
  });

  test('screens that the system keeps from us are explained, with the way to change it', async () => {
    app.screens = { sources: [], audio: 'unavailable', access: 'refused' };
    await ask();
    expect(the('alert').textContent).toContain('The system keeps its screens from Parley.');
    expect(all('button', 'Share')).toEqual([]);
    await press('Open system settings');
    expect(app.asked('openScreenSettings')).toHaveLength(1);
    app.screens = { ...app.screens, sources: [left], access: 'granted' };
    await vi.waitFor(() => expect(names()).toEqual(['Left screen']), 3_000);
  });

  test('nothing there is said', async () => {
    app.screens = { ...app.screens, sources: [left] };
    await ask();
    expect(document.body.textContent).toContain('No window is open.');
  });
});

describe('while it is open', () => {
  test('what is there follows, in its place and without losing the choice', async () => {
    await ask();
    await choose('Editor');
    app.screens = { ...app.screens, sources: [mail, editor, right] };
    await vi.waitFor(() => expect(names()).toEqual(['Right screen', 'Editor', 'Mail']), 3_000);
    expect(isChosen('Editor')).toBe(true);
    app.screens = { ...app.screens, sources: [right] };
    await vi.waitFor(() => expect(names()).toEqual(['Right screen']), 3_000);
    expect(the('button', 'Share').matches(':disabled')).toBe(true);
  });

  test('it looks again and again, but no longer than it is open', async () => {
    await ask();
    await vi.waitFor(() => expect(app.asked('listScreens')).toHaveLength(1), 3_000);
    await press('Cancel');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(app.asked('listScreens')).toHaveLength(1);
  });
});

test.each([
  ['in the same order', [left, editor], [left, editor], [left, editor]],
  ['that jumped in front', [left, editor, mail], [mail, left, editor], [left, editor, mail]],
  ['that are new come last', [editor], [mail, left, editor], [editor, mail, left]],
  ['that are gone leave', [left, editor], [editor], [editor]],
])('sources %s', (_, before, now, after) => {
  expect(keepPlaces(before, now)).toEqual(after);
});
