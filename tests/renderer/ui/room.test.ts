import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readPreferences } from '../../../renderer/state/preferences.ts';
import { person } from './fake-session.ts';
import { all, press, settled, textOf, the } from './page.ts';
import { type Visit, visit } from './visit.tsx';

const self = person({ displayName: 'Mara', peerId: 'self', self: true });
const ana = person({ displayName: 'Ana' });
const joon = person({ displayName: 'Joon' });
let here: Visit;

beforeEach(async () => {
  here = await visit({ path: '/r/calm-otter-river', name: 'Mara' });
  await press('Join');
  await nowHere(self, ana, joon);
});
afterEach(() => here.end());

async function nowHere(...people: (typeof self)[]): Promise<void> {
  await act(() => {
    here.meeting.participants.value = people;
  });
}

async function key(pressed: string, code = `Key${pressed.toUpperCase()}`, type = 'keydown') {
  const event = new KeyboardEvent(type, { key: pressed, code, bubbles: true, cancelable: true });
  await settled(() => document.body.dispatchEvent(event));
}

const said = () =>
  all('status')
    .map((status) => textOf(status))
    .join(' ');
const rows = () => [...document.querySelectorAll('.people-row')].map((row) => textOf(row));

describe('hands', () => {
  test('go up and down by one button that says what it will do', async () => {
    await press('Raise hand');
    expect(textOf(the('group', 'Mara'))).toContain('Hand raised, number 1 in line');
    await press('Lower hand');
    expect(all('button', 'Raise hand')).toHaveLength(1);
  });

  test('of others are read out, counted, and first in the list', async () => {
    await nowHere(self, { ...ana, handRaisedAt: 9 }, { ...joon, handRaisedAt: 5 });
    expect(said()).toContain('Joon and Ana raised a hand.');
    await press('People, 2 hands are up');
    expect(document.activeElement?.textContent).toBe('3 people');
    expect(rows().map((row) => row?.slice(0, 5))).toEqual(['JoonH', 'AnaHa', 'Mara ']);
  });
});

test('a reaction is sent, and what others send is read out with its name', async () => {
  await press('Reactions');
  await press('Celebrate');
  expect(here.meeting.reacted).toEqual(['celebrate']);
  expect(all('button', 'Celebrate')).toEqual([]);
  await act(() => {
    here.meeting.reactions.value = [{ id: 1, peerId: 'Ana', reaction: 'love' }];
  });
  expect(said()).toContain('Ana: Heart');
});

describe('the menu of a person', () => {
  test('sets the volume, which is remembered, and mutes for this meeting', async () => {
    await press('More about Ana');
    const slider = document.querySelector<HTMLInputElement>('input[type=range]');
    await settled(() => {
      if (slider) slider.value = '150';
      slider?.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(here.meeting.volumes.get('Ana')).toBe(1.5);
    expect(readPreferences(here.storage).volumes).toEqual([{ name: 'Ana', volume: 1.5 }]);
    await press('Mute for me');
    expect(here.meeting.volumes.get('Ana')).toBe(0);
    await press('Hear again');
    expect(here.meeting.volumes.get('Ana')).toBe(1.5);
    // The same name under another id, as after a visit.
    await nowHere(self, { ...ana, peerId: 'ana again' });
    expect(here.meeting.volumes.get('ana again')).toBe(1.5);
  });

  test('pins, and closes with the focus where it was', async () => {
    await press('More about Ana');
    expect(the('button', 'More about Ana').getAttribute('aria-expanded')).toBe('true');
    await press('Pin');
    expect(the('group', 'Ana').dataset.place).toBe('large');
    expect(the('group', 'Joon').dataset.place).toBe('strip');
    expect(document.activeElement).toBe(the('button', 'More about Ana'));
  });

  test('closes by Escape', async () => {
    await press('More about Joon');
    const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true });
    await settled(() => document.activeElement?.dispatchEvent(event));
    expect(all('button', 'Pin')).toEqual([]);
    expect(document.activeElement).toBe(the('button', 'More about Joon'));
  });
});

describe('layouts', () => {
  test('are chosen in a menu and remembered', async () => {
    await press('Layout');
    await settled(() => the('radio', 'Speaker').click());
    expect(the('group', 'Ana').dataset.place).toBe('large');
    await settled(() => the('checkbox', 'Hide yourself').click());
    expect(all('group', 'Mara')).toEqual([]);
    expect(readPreferences(here.storage)).toMatchObject({ layout: 'speaker', hideSelf: true });
  });
});

describe('keys', () => {
  test('raise the hand, change the layout and list themselves', async () => {
    await key('h');
    expect(all('button', 'Lower hand')).toHaveLength(1);
    await key('l');
    expect(said()).toContain('Layout: Grid.');
    await key('?', 'Slash');
    expect(the('heading', 'Keyboard shortcuts')).toBeDefined();
  });

  test('do nothing once they are switched off', async () => {
    await key('?', 'Slash');
    await settled(() => the('checkbox', 'Single keys do something').click());
    await press('Close');
    await key('h');
    expect(all('button', 'Raise hand')).toHaveLength(1);
  });

  test('hold to talk', async () => {
    await press('Mute microphone');
    here.media.asked.length = 0;
    await key(' ', 'Space');
    await key(' ', 'Space', 'keyup');
    expect(here.media.asked).toEqual([
      ['microphone', true],
      ['microphone', false],
    ]);
  });
});
