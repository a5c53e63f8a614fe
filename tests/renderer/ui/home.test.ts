import { act } from 'preact/test-utils';
import { afterEach, describe, expect, test } from 'vitest';
import { readPreferences } from '../../../renderer/state/preferences.ts';
import { all, press, textOf, the, type } from './page.ts';
import { type Visit, visit } from './visit.tsx';

let here: Visit;
afterEach(() => here.end());

describe('hosting', () => {
  test('goes to a room with a spoken id, named after its host', async () => {
    here = await visit({ path: '/' });
    await type('Your name', '  Mara Lind ');
    await press('Host a room');
    expect(location.pathname).toMatch(/^\/r\/[a-z]+-[a-z]+-[a-z]+$/);
    expect(here.opened).toEqual([
      {
        origin: 'http://localhost:7780',
        roomId: location.pathname.slice('/r/'.length),
        roomName: "Mara Lind's room",
      },
    ]);
    expect(readPreferences(here.storage).displayName).toBe('Mara Lind');
  });

  test('without a name, asks for it where it belongs', async () => {
    here = await visit({ path: '/' });
    await press('Host a room');
    expect(location.pathname).toBe('/');
    const field = the('textbox', 'Your name');
    expect(document.activeElement).toBe(field);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    const problem = document.getElementById(field.getAttribute('aria-describedby') ?? '');
    expect(problem?.textContent).toBe('Enter your name, so that the others know who you are.');
    await type('Your name', 'M');
    expect(all('alert')).toEqual([]);
  });

  test('refuses a name that imitates another by hidden characters', async () => {
    here = await visit({ path: '/' });
    await type('Your name', 'Ana\u202ekraM');
    await press('Host a room');
    expect(the('alert').textContent).toContain('cannot be shown');
  });

  test('remembers the name of the last visit', async () => {
    here = await visit({ path: '/', name: 'Mara Lind' });
    expect(the('textbox', 'Your name')).toMatchObject({ value: 'Mara Lind' });
  });
});

describe('joining', () => {
  test.each([
    ['calm-otter-river', '/r/calm-otter-river'],
    ['Calm otter river', '/r/calm-otter-river'],
    ['http://127.0.0.1:7780/r/team', '/r/team'],
  ])('%s is a room of this server', async (link, path) => {
    here = await visit({ path: '/' });
    await type('Meeting link', link);
    await press('Join');
    expect(location.pathname).toBe(path);
    expect(here.opened).toHaveLength(1);
    expect(here.opened[0]?.roomName).toBeUndefined();
  });

  test('a link to another server leads to its own page', async () => {
    here = await visit({ path: '/' });
    await type('Meeting link', `parley://192.168.1.9:7781/r/team#f=${'a'.repeat(43)}`);
    await press('Join');
    expect(here.visited).toEqual([`https://192.168.1.9:7781/r/team#f=${'a'.repeat(43)}`]);
    expect(here.opened).toEqual([]);
  });

  test.each([
    ['', 'Paste a meeting link'],
    ['what?', 'not a meeting link'],
    ['ftp://meet.example/r/team', 'begins with https://'],
    ['http://meet.example/r/team', 'not encrypted'],
    ['https://meet.example/', 'does not name a room'],
    ['https://meet.example/r/team#f=short', 'damaged'],
  ])('%j is refused beside the field', async (link, sentence) => {
    here = await visit({ path: '/' });
    await type('Meeting link', link);
    await press('Join');
    expect(the('alert').textContent).toContain(sentence);
    expect(document.activeElement).toBe(the('textbox', 'Meeting link'));
    expect(location.pathname).toBe('/');
  });
});

describe('recent rooms', () => {
  const stored = {
    'parley.recent-rooms': [
      { roomId: 'team', roomName: 'Team bridge', joinedAt: Date.now() },
      { roomId: 'not a room', roomName: 'Forged', joinedAt: 1 },
    ],
  };

  test('are links of their own, beside the one button that joins', async () => {
    here = await visit({ path: '/', stored });
    expect(all('link').map(textOf)).toEqual(['Team bridge']);
    await act(async () => the('link', 'Team bridge').click());
    expect(here.opened).toMatchObject([{ roomId: 'team', roomName: 'Team bridge' }]);
  });

  test('can be forgotten', async () => {
    here = await visit({ path: '/', stored });
    await press('Forget Team bridge');
    expect(all('link')).toEqual([]);
    expect(the('heading', 'How a meeting starts')).toBeDefined();
    expect(the('status').textContent).toBe('Team bridge is forgotten.');
  });
});

test('there is exactly one button to join and one to host', async () => {
  here = await visit({ path: '/' });
  expect(all('button', 'Join')).toHaveLength(1);
  expect(all('button', 'Host a room')).toHaveLength(1);
});

test('an unknown path is home', async () => {
  here = await visit({ path: '/somewhere/else' });
  expect(location.pathname).toBe('/');
  expect(the('button', 'Host a room')).toBeDefined();
});

test('a path that names no room says so', async () => {
  here = await visit({ path: '/r/-not' });
  expect(the('heading', 'This link does not name a room')).toBeDefined();
  await press('Back to home');
  expect(the('button', 'Host a room')).toBeDefined();
});
