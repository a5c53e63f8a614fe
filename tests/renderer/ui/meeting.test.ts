import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CallErrorCode } from '../../../renderer/call/call-state.ts';
import { readRecentRooms } from '../../../renderer/state/recent-rooms.ts';
import { person } from './fake-session.ts';
import { all, press, textOf, the } from './page.ts';
import { type Visit, visit } from './visit.tsx';

const link = `https://192.168.1.20:7781/r/calm-otter-river#f=${'k'.repeat(43)}`;
const self = person({ displayName: 'Mara', self: true });
const ana = person({ displayName: 'Ana', microphone: 'off' });
let here: Visit;

beforeEach(async () => {
  here = await visit({ path: '/r/calm-otter-river', name: 'Mara' });
  await press('Join');
});
afterEach(() => here.end());

async function nowHere(...people: (typeof self)[]): Promise<void> {
  await act(() => {
    here.meeting.participants.value = people;
  });
}

/** All that live regions say. */
function notices(): string {
  return all('status')
    .map((status) => textOf(status))
    .join(' ');
}

describe('alone', () => {
  test('the invite stands large, and its button is the only one of that name', async () => {
    expect(the('heading', 'Nobody else is here yet')).toBeDefined();
    expect(the('textbox', 'Link for browsers')).toMatchObject({ value: link });
    await press('Copy invite');
    expect(here.copied).toEqual([link]);
    expect(notices()).toContain('Invite link copied.');
  });

  test('says that a browser will warn about the certificate of the host', () => {
    expect(document.body.textContent).toContain('so a browser warns once');
  });

  test('selects the link where the clipboard is closed', async () => {
    here.clipboard.works = false;
    await press('Copy invite');
    expect(document.activeElement).toBe(the('textbox', 'Link for browsers'));
    expect(notices()).toContain('Selected. Press Ctrl C or ⌘ C.');
  });
});

describe('with others', () => {
  test('each person is a group with the own name', async () => {
    await nowHere(self, ana);
    expect(all('group').map((group) => group.getAttribute('aria-label'))).toEqual(['Mara', 'Ana']);
    expect(textOf(the('group', 'Mara'))).toBe('MaraYouMicrophone on. Camera off.');
    expect(textOf(the('group', 'Ana'))).toBe('AnaMicrophone off. Camera off.');
    expect(the('group', 'Ana').querySelector('.avatar')?.textContent).toBe('A');
  });

  test('a picture that is announced is said to be starting', async () => {
    await nowHere(self, { ...ana, cameraStarting: true });
    expect(textOf(the('group', 'Ana'))).toContain('Video is starting.');
  });

  test('the invite is copied from the edge of the screen', async () => {
    await nowHere(self, ana);
    await press('Copy invite');
    expect(here.copied).toEqual([link]);
    expect(notices()).toContain('Invite link copied.');
  });

  test('the dialog holds every way in', async () => {
    await nowHere(self, ana);
    await press('More');
    await press('Invite others');
    await press('Copy link');
    await press('Copy app link');
    expect(here.copied).toEqual([link, link.replace('https:', 'parley:')]);
    expect(all('button', 'Copy invite')).toHaveLength(1);
    await press('Close');
    expect(all('button', 'Copy link')).toEqual([]);
  });

  test('opens the dialog where the clipboard is closed', async () => {
    await nowHere(self, ana);
    here.clipboard.works = false;
    await press('Copy invite');
    expect(the('textbox', 'Link for browsers')).toMatchObject({ value: link });
  });

  test('who comes and goes is read out', async () => {
    await nowHere(self, ana);
    await nowHere(self, ana, person({ displayName: 'Joon' }), person({ displayName: 'Lea' }));
    await nowHere(self);
    expect(notices()).toContain('Ana joined.Joon and Lea joined.Ana and 2 others left.');
  });
});

test('the toggles say what they will do', async () => {
  await press('Mute microphone');
  expect(the('button', 'Unmute microphone').getAttribute('aria-keyshortcuts')).toBe(
    'Control+D Meta+D',
  );
  await press('Turn camera off');
  await press('Turn camera on');
  expect(here.media.camera.value.name).toBe('starting');
});

test('a device that fails during the meeting is read out', async () => {
  await act(() => {
    here.media.camera.value = { name: 'failed', trouble: 'missing' };
  });
  expect(notices()).toContain('No camera was found.');
});

describe('reconnecting', () => {
  test('the meeting stays, and says what is happening', async () => {
    await nowHere(self, ana);
    await act(() => {
      here.meeting.state.value = { name: 'reconnecting', attempt: 2 };
    });
    expect(notices()).toContain('The connection was lost. Reconnecting, attempt 2.');
    expect(all('group')).toHaveLength(2);
    await nowHere(self);
    await nowHere(self, ana);
    await act(() => {
      here.meeting.state.value = { name: 'joined' };
    });
    expect(notices()).toContain('Ana joined.You are connected again.');
  });
});

test('sound that the browser holds back is a press away', async () => {
  await act(() => {
    here.meeting.audioBlocked.value = true;
  });
  await press('Play sound');
  expect(all('button', 'Play sound')).toEqual([]);
});

describe('the end', () => {
  test('by leaving: everything is off, and one can come back', async () => {
    const { media } = here;
    await nowHere(self, ana);
    expect(notices()).toContain('Ana joined.');
    await press('Leave');
    expect(the('heading', 'You left the meeting')).toBeDefined();
    expect(media.closed).toBe(true);
    expect(notices()).not.toContain('joined');
    await press('Join again');
    expect(here.opened).toHaveLength(2);
    expect(the('button', 'Join')).toBeDefined();
  });

  test('by the server', async () => {
    await act(() => {
      here.meeting.state.value = { name: 'ended', why: { kind: 'server-closing' } };
    });
    expect(the('heading', 'The meeting has ended')).toBeDefined();
    await press('Back to home');
    expect(location.pathname).toBe('/');
  });

  test('by a failure, with the sentence for its code', async () => {
    const code: CallErrorCode = 'CONNECTION_LOST';
    await act(() => {
      const error = { code, message: 'websocket error' };
      here.meeting.state.value = { name: 'ended', why: { kind: 'failed', error } };
    });
    expect(the('heading', 'The meeting broke off')).toBeDefined();
    expect(the('alert').textContent).toContain('The connection to the server was lost.');
    expect(document.body.textContent).toContain('websocket error');
  });
});

test('the room is among the recent ones afterwards', () => {
  expect(readRecentRooms(here.storage)).toMatchObject([
    { roomId: 'calm-otter-river', roomName: "Ana's room" },
  ]);
});
