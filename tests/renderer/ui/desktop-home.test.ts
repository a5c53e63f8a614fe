import { afterEach, describe, expect, test } from 'vitest';
import type { BridgeErrorCode, NearbyState } from '../../../preload/contract.ts';
import { createRouter } from '../../../renderer/ui/router.ts';
import { FakeBridge, nearbyRoom, runningHost } from '../shell/fake-bridge.ts';
import { all, press, settled, textOf, the, type } from './page.ts';
import { type Visit, visit } from './visit.tsx';

let here: Visit;
afterEach(() => here.end());

async function home(app: FakeBridge): Promise<void> {
  here = await visit({ path: '/', app });
}

/** An app of somebody whose name is known. */
function appOfMara(known: ConstructorParameters<typeof FakeBridge>[0] = {}): FakeBridge {
  return new FakeBridge({ ...known, settings: { displayName: 'Mara', ...known.settings } });
}

function nearby(state: Partial<NearbyState>): FakeBridge {
  return appOfMara({ nearby: { status: 'browsing', rooms: [], ...state } });
}

describe('hosting', () => {
  test('starts the server and leads to its loopback origin', async () => {
    await home(appOfMara());
    await press('Host a room');
    expect(location.pathname).toMatch(/^\/r\/[a-z]+-[a-z]+-[a-z]+$/);
    expect(here.opened).toEqual([
      {
        origin: runningHost.origin,
        roomId: location.pathname.slice('/r/'.length),
        roomName: "Mara's room",
      },
    ]);
  });

  test('shows that it starts, and starts once', async () => {
    const app = appOfMara();
    let start = () => {};
    app.held.set('startHost', new Promise<void>((resolve) => (start = resolve)));
    await home(app);
    await press('Host a room');
    await press('Opening the room');
    expect(the('button', 'Opening the room').getAttribute('aria-busy')).toBe('true');
    await settled(() => start());
    expect(app.asked('startHost')).toHaveLength(1);
    expect(here.opened).toHaveLength(1);
  });

  test('that fails says why, and can be tried again', async () => {
    const app = appOfMara();
    app.refusals.startHost = { code: 'HOST_FAILED', message: 'No port is free.' };
    await home(app);
    await press('Host a room');
    expect(the('alert').textContent).toBe('The room could not be opened. No port is free.');
    delete app.refusals.startHost;
    await press('Host a room');
    expect(here.opened).toHaveLength(1);
  });

  test('of a port that is taken tells which one it is', async () => {
    await home(appOfMara({ host: { ...runningHost, port: 7781, movedFrom: 7780 } }));
    expect(document.querySelector('.own-room')?.textContent).toContain(
      'Another program uses port 7780, so your room is on port 7781.',
    );
  });

  test('is seen at home, and ends there', async () => {
    const app = appOfMara({ host: runningHost });
    await home(app);
    expect(document.body.textContent).toContain("Mara's roomOpen · nobody is in yet");
    expect(all('button', 'Host a room')).toEqual([]);
    await press('Stop hosting');
    expect(app.asked('stopHost')).toHaveLength(1);
    expect(the('button', 'Host a room')).toBeDefined();
  });

  test('is not ended over somebody’s head', async () => {
    const app = appOfMara({ host: { ...runningHost, people: 2 } });
    await home(app);
    await press('Stop hosting');
    expect(app.asked('stopHost')).toEqual([]);
    expect(the('heading', "Close Mara's room?")).toBeDefined();
    expect(document.body.textContent).toContain('2 people at this moment');
    await press('Cancel');
    expect(all('heading', "Close Mara's room?")).toEqual([]);
    expect(app.asked('stopHost')).toEqual([]);
  });
});

describe('rooms nearby', () => {
  test('are listed with host, people and lock, as they come and go', async () => {
    const app = nearby({ rooms: [nearbyRoom()] });
    await home(app);
    expect(the('button', "Join Ana's room").closest('li')?.textContent).toContain(
      "4 people · hosted by Ana's laptop",
    );
    const locked = nearbyRoom({ key: 'b', roomName: 'Planning', locked: true, people: 0 });
    await settled(() => app.emit('nearby', { status: 'browsing', rooms: [locked] }));
    expect(all('button', "Join Ana's room")).toEqual([]);
    expect(the('button', 'Knock Planning').closest('li')?.textContent).toContain(
      "Nobody is in · hosted by Ana's laptop · asks to let you in",
    );
    expect(all('status').map(textOf)).toContain('1 room is nearby.');
  });

  test('are entered where the app has found them', async () => {
    const app = nearby({ rooms: [nearbyRoom()] });
    await home(app);
    await press("Join Ana's room");
    expect(app.asked('joinNearby')).toEqual([{ key: 'ana/team' }]);
    expect(here.opened).toEqual([app.reached]);
  });

  test('that are one’s own are marked', async () => {
    await home(nearby({ rooms: [nearbyRoom({ own: true })] }));
    expect(the('button', "Enter Ana's room").closest('li')?.textContent).toContain('hosted by you');
  });

  test('that have just closed say so', async () => {
    const app = nearby({ rooms: [nearbyRoom()] });
    app.refusals.joinNearby = { code: 'ROOM_GONE', message: '' };
    await home(app);
    await press("Join Ana's room");
    expect(the('alert').textContent).toContain('This room has just closed.');
    expect(here.opened).toEqual([]);
  });

  test.each<[Partial<NearbyState>, string]>([
    [{ status: 'browsing' }, 'Nobody is hosting on this network now.'],
    [{ status: 'no-network' }, 'This computer is on no network.'],
    [{ status: 'failed', message: 'Port 5353 is taken.' }, 'looked for. A link still works. Port'],
  ])('%j says why none are listed', async (state, sentence) => {
    await home(nearby(state));
    expect(all('status').map(textOf).join(' ')).toContain(sentence);
  });

  test('can be looked for again', async () => {
    const app = nearby({ status: 'off' });
    await home(app);
    await press('Look for rooms');
    expect(app.asked('changeSettings')).toEqual([{ nearby: true }]);
  });

  test('do not fetch back who has gone elsewhere meanwhile', async () => {
    const app = nearby({ rooms: [nearbyRoom()] });
    let answer = () => {};
    app.held.set('joinNearby', new Promise<void>((resolve) => (answer = resolve)));
    await home(app);
    await press("Join Ana's room");
    await press('Host a room');
    await settled(() => answer());
    expect(here.opened.map(({ origin }) => origin)).toEqual([runningHost.origin]);
  });
});

describe('a meeting link', () => {
  test('shows that it is looked for, and leads into the room', async () => {
    const app = appOfMara();
    let answer = () => {};
    app.held.set('openInvite', new Promise<void>((resolve) => (answer = resolve)));
    await home(app);
    await type('Meeting link', '192.168.1.20:7781/r/team');
    await press('Join');
    expect(the('button', 'Looking').getAttribute('aria-busy')).toBe('true');
    await settled(() => answer());
    expect(app.asked('openInvite')).toEqual([{ link: 'https://192.168.1.20:7781/r/team' }]);
    expect(here.opened).toEqual([app.reached]);
    expect(location.href).not.toContain('192.168');
  });

  test.each<[BridgeErrorCode, string]>([
    ['HOST_UNREACHABLE', 'Nobody answered.'],
    ['CERTIFICATE_CHANGED', 'Another computer may pose as the host.'],
    ['CERTIFICATE_UNTRUSTED', 'The link does not say how to recognise the host.'],
    ['NOT_PARLEY', 'Something answered, but it is not Parley.'],
    ['LINK_ROOM', 'The link does not name a room.'],
    ['LINK_SCHEME', 'A meeting link begins with https:// or parley://.'],
  ])('that is refused with %s says so in words', async (code, sentence) => {
    const app = appOfMara();
    app.refusals.openInvite = { code, message: '' };
    await home(app);
    await type('Meeting link', 'anything');
    await press('Join');
    expect(the('alert').textContent).toContain(sentence);
    expect(document.activeElement === the('textbox', 'Meeting link')).toBe(
      code.startsWith('LINK_'),
    );
    await type('Meeting link', 'another');
    expect(all('alert')).toEqual([]);
  });
});

describe('recent rooms', () => {
  const recent = [
    { link: 'https://192.168.1.20:7781/r/team', roomName: 'Team bridge', joinedAt: Date.now() },
  ];

  test('are reached by their links', async () => {
    const app = appOfMara({ settings: { recent } });
    await home(app);
    await press('Join Team bridge');
    expect(here.opened).toEqual([{ ...app.reached, roomName: 'Team bridge' }]);
  });

  test('that cannot be reached say so, and can be forgotten', async () => {
    const app = appOfMara({ settings: { recent } });
    app.refusals.openInvite = { code: 'HOST_UNREACHABLE', message: '' };
    await home(app);
    await press('Join Team bridge');
    expect(the('alert').textContent).toContain('Nobody answered.');
    await press('Forget Team bridge');
    expect(app.asked('changeSettings')).toEqual([{ recent: [] }]);
    expect(the('heading', 'How a meeting starts')).toBeDefined();
  });
});

test('an address that names a room without its server is no room', async () => {
  here = await visit({ path: '/r/team?at=https://evil.example', app: appOfMara() });
  expect(the('heading', 'This link does not name a room')).toBeDefined();
  expect(here.opened).toEqual([]);
});

test('a reload comes back to the same room on the same server', async () => {
  const app = nearby({ rooms: [nearbyRoom()] });
  await home(app);
  await press("Join Ana's room");
  expect(createRouter(window, undefined).destination.value).toMatchObject({
    name: 'room',
    place: app.reached,
  });
});
