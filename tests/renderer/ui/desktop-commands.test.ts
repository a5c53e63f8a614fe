import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Command } from '../../../preload/contract.ts';
import { FakeBridge, runningHost } from '../shell/fake-bridge.ts';
import { person } from './fake-session.ts';
import { all, press, settled, textOf, the } from './page.ts';
import { type Visit, visit } from './visit.tsx';

const otherRoom = { origin: 'https://192.168.1.30:7780', roomId: 'other' };
let app: FakeBridge;
let here: Visit;

beforeEach(async () => {
  app = new FakeBridge({ settings: { displayName: 'Mara' } });
  here = await visit({ path: '/', app });
});
afterEach(() => here.end());

async function ask(command: Command): Promise<void> {
  await settled(() => app.emit('command', command));
}

async function hostAndJoin(): Promise<void> {
  await press('Host a room');
  await press('Join');
}

const notices = () => all('status').map(textOf).join(' ');

describe('in a meeting', () => {
  beforeEach(hostAndJoin);

  test('microphone and camera are turned over, and remembered', async () => {
    await ask({ name: 'toggle-microphone' });
    await ask({ name: 'toggle-camera' });
    expect(the('button', 'Unmute microphone')).toBeDefined();
    expect(the('button', 'Turn camera on')).toBeDefined();
    expect(here.media.asked.slice(-2)).toEqual([
      ['microphone', false],
      ['camera', false],
    ]);
  });

  test('after sleep nobody waits to try again', async () => {
    let heard = 0;
    const hear = () => {
      heard += 1;
    };
    window.addEventListener('online', hear);
    await ask({ name: 'woke' });
    window.removeEventListener('online', hear);
    expect(heard).toBe(1);
  });

  test.each(['leave', 'goodbye'] as const)('%s ends it', async (name) => {
    await ask({ name });
    expect(the('heading', 'You left the meeting')).toBeDefined();
  });

  test('after its end a shortcut turns nothing on', async () => {
    await ask({ name: 'leave' });
    const before = here.media.asked.length;
    await ask({ name: 'toggle-microphone' });
    expect(here.media.asked).toHaveLength(before);
  });

  test('a link to another room asks before it takes one away', async () => {
    await ask({ name: 'open-room', room: otherRoom });
    expect(here.opened).toHaveLength(1);
    expect(the('heading', "Leave Ana's room?")).toBeDefined();
    await press('Cancel');
    expect(the('button', 'Leave')).toBeDefined();
    await ask({ name: 'open-room', room: otherRoom });
    await press('Leave and open');
    expect(here.opened.at(-1)).toEqual(otherRoom);
  });

  test('a link to the very room changes nothing', async () => {
    const { origin = '', roomId = '' } = here.opened[0] ?? {};
    await ask({ name: 'open-room', room: { origin, roomId } });
    expect(here.opened).toHaveLength(1);
    expect(all('button', 'Leave and open')).toEqual([]);
  });

  test('hosting has to wait', async () => {
    await ask({ name: 'host' });
    expect(notices()).toContain('Leave this meeting first, then host a room.');
    expect(the('button', 'Leave')).toBeDefined();
  });

  test('who joins is told to the system, which knows whether anybody looks', async () => {
    const self = person({ displayName: 'Mara', self: true });
    await act(() => {
      here.meeting.participants.value = [self, person({ displayName: 'Ana' })];
    });
    expect(app.asked('notify')).toEqual([{ title: "Ana's room", body: 'Ana joined.' }]);
  });

  test('who writes is told to the system, too, with what it can show', async () => {
    const { chat } = here.meeting;
    await act(() => chat.arrive({ text: 'Shall we\nbegin?' }));
    await act(() => chat.arrive({ text: 'x'.repeat(2000) }));
    const [first, second] = app.asked('notify');
    expect(first).toMatchObject({ title: "Ana's room" });
    expect(first?.body).toContain('Shall we begin?');
    // More than a schema of the bridge would let through is cut.
    expect(second?.body.length).toBeLessThan(300);
  });

  test('a link in the chat is one only where the app would open it', async () => {
    await act(() => here.meeting.chat.arrive({ text: 'https://a.example/ http://b.example/' }));
    await press('Chat, 1 unread message');
    await import('../../../renderer/ui/chat/chat-panel.tsx');
    await settled(() => {});
    const links = [...document.querySelectorAll<HTMLAnchorElement>('.chat-text a')];
    expect(links.map(({ href }) => href)).toEqual(['https://a.example/']);
    expect(textOf(document.querySelector('.chat-text'))).toContain('http://b.example/');
  });

  test('its end leaves the hosted room open, which is said and can be ended', async () => {
    await ask({ name: 'leave' });
    expect(document.body.textContent).toContain('Your room stays open');
    await press('Stop hosting');
    expect(app.asked('stopHost')).toHaveLength(1);
    expect(document.body.textContent).not.toContain('Your room stays open');
  });
});

describe('a link from outside', () => {
  test('leads from home into its room, and again after its end', async () => {
    await ask({ name: 'open-room', room: otherRoom });
    expect(here.opened).toEqual([otherRoom]);
    await press('Join');
    await ask({ name: 'leave' });
    await ask({ name: 'open-room', room: otherRoom });
    expect(here.opened).toEqual([otherRoom, otherRoom]);
    expect(the('button', 'Join')).toBeDefined();
  });

  test('that leads nowhere says why', async () => {
    await ask({ name: 'open-failed', error: { code: 'CERTIFICATE_CHANGED', message: '' } });
    expect(the('heading', 'The room was not opened')).toBeDefined();
    expect(document.body.textContent).toContain('Another computer may pose as the host.');
  });
});

describe('host', () => {
  test('is as if the button had been pressed', async () => {
    await ask({ name: 'host' });
    await expect.poll(() => here.opened[0]?.origin).toBe(runningHost.origin);
    expect(app.asked('startHost')).toHaveLength(1);
  });

  test('asks for the name where it is needed', async () => {
    await here.end();
    app = new FakeBridge();
    here = await visit({ path: '/', app });
    await ask({ name: 'host' });
    await expect.poll(() => document.activeElement).toBe(the('textbox', 'Your name'));
    expect(app.asked('startHost')).toEqual([]);
  });
});

test('open-settings opens them', async () => {
  await ask({ name: 'open-settings' });
  await import('../../../renderer/ui/settings/settings-dialog.tsx');
  await settled(() => {});
  expect(the('heading', 'Settings')).toBeDefined();
});

describe('what the page is doing', () => {
  const reported = () => app.asked('reportMeeting');

  test('is told on each change, from joining to the end', async () => {
    await press('Host a room');
    expect(reported()).toEqual([]);
    await press('Join');
    expect(reported().at(-1)).toEqual({
      state: 'joined',
      origin: runningHost.origin,
      roomId: here.opened[0]?.roomId,
      roomName: "Ana's room",
      muted: false,
      cameraOn: true,
      people: 1,
      invite: expect.stringMatching(/^https:\/\/192\.168\.1\.20:7781\/r\/[a-z-]+#f=k{43}$/),
    });
    await press('Mute microphone');
    expect(reported().at(-1)).toMatchObject({ state: 'joined', muted: true });
    await press('Leave');
    expect(reported().at(-1)).toEqual({ state: 'none' });
  });

  test('is not told twice', async () => {
    await hostAndJoin();
    const before = reported().length;
    await act(() => {
      here.meeting.audioBlocked.value = true;
      here.media.microphoneLevel.value = 0.4;
    });
    expect(reported()).toHaveLength(before);
  });

  test('ends when the room is left behind', async () => {
    await hostAndJoin();
    await act(async () => {
      history.replaceState(null, '', '/');
      window.dispatchEvent(new PopStateEvent('popstate'));
    });
    expect(reported().at(-1)).toEqual({ state: 'none' });
  });
});

describe('problems', () => {
  test('stay until they were read, and are told once', async () => {
    const problem = {
      code: 'SETTINGS_BROKEN',
      message: 'Your settings could not be read.',
    } as const;
    await settled(() => app.emit('problem', problem));
    await settled(() => app.emit('problem', { code: 'SHORTCUT_TAKEN', message: 'It is taken.' }));
    expect(notices().split(problem.message)).toHaveLength(2);
    await settled(() => all('button', 'Dismiss')[0]?.click());
    expect(notices()).not.toContain(problem.message);
    expect(notices()).toContain('It is taken.');
  });
});

describe('a newer version', () => {
  const ready = { name: 'ready', version: '2.0.0' } as const;

  test('is said once, until it was read', async () => {
    await settled(() => app.emit('update', { name: 'fetching', version: '2.0.0' }));
    expect(notices()).not.toContain('2.0.0');
    await settled(() => app.emit('update', ready));
    await settled(() => app.emit('update', { ...ready }));
    expect(notices().split('Parley 2.0.0 is ready.')).toHaveLength(2);
  });

  test('is begun where it was said, or it is said why not', async () => {
    await settled(() => app.emit('update', ready));
    app.restarts = false;
    await press('Restart to update');
    expect(app.asked('restartToUpdate')).toHaveLength(1);
    expect(notices()).toContain('does not restart while people are in a meeting');
  });
});

test('copying goes through the app', async () => {
  await hostAndJoin();
  await press('Copy invite');
  expect(app.asked('writeClipboard')).toMatchObject([
    { text: expect.stringContaining('https://192.168.1.20:7781/r/') },
  ]);
});
