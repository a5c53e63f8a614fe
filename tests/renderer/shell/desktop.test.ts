import { describe, expect, test, vi } from 'vitest';
import type { Command, EventPayload } from '../../../preload/contract.ts';
import { openDesktop } from '../../../renderer/shell/bridge-desktop.ts';
import { FakeBridge, nearbyRoom, runningHost } from './fake-bridge.ts';

const leave: Command = { name: 'leave' };
const taken = { code: 'SHORTCUT_TAKEN', message: 'Another program has it.' } as const;

describe('what is known of the app', () => {
  test('is what the welcome said, and then what is pushed', async () => {
    const app = new FakeBridge({ settings: { displayName: 'Ana' } });
    const desktop = await openDesktop(app.bridge);
    expect(desktop.settings.value.displayName).toBe('Ana');
    expect(desktop.host.value).toEqual({ name: 'stopped' });
    app.emit('host', runningHost);
    app.emit('nearby', { status: 'browsing', rooms: [nearbyRoom()] });
    expect(desktop.host.value).toEqual(runningHost);
    expect(desktop.nearby.value.rooms).toHaveLength(1);
  });

  test('is not older than what was pushed before the welcome came', async () => {
    const app = new FakeBridge();
    app.duringHello = () => app.emit('host', runningHost);
    expect((await openDesktop(app.bridge)).host.value).toEqual(runningHost);
  });

  test('is never what does not fit its schema', async () => {
    const app = new FakeBridge();
    const desktop = await openDesktop(app.bridge);
    // As an app of another version would say it, past the types of this one.
    const strange: unknown = { ...runningHost, origin: 'javascript:alert(1)' };
    app.emit('host', strange as EventPayload<'host'>);
    expect(desktop.host.value).toEqual({ name: 'stopped' });
  });

  test('holds every problem that came up', async () => {
    const broken = { code: 'SETTINGS_BROKEN', message: 'It is damaged.' } as const;
    const app = new FakeBridge({ problems: [broken] });
    const desktop = await openDesktop(app.bridge);
    app.emit('problem', taken);
    expect(desktop.problems.value).toEqual([broken, taken]);
  });
});

test('an app that does not answer the hello says why', async () => {
  const app = new FakeBridge();
  app.refusals.hello = { code: 'INTERNAL', message: 'The app is quitting.' };
  await expect(openDesktop(app.bridge)).rejects.toThrow('The app is quitting.');
});

describe('commands', () => {
  test('that came before anybody listened are heard by the first who does, once', async () => {
    const app = new FakeBridge();
    app.duringHello = () => app.emit('command', leave);
    const desktop = await openDesktop(app.bridge);
    app.emit('command', { name: 'host' });
    const [first, second] = [vi.fn(), vi.fn()];
    desktop.listen(first);
    desktop.listen(second);
    expect(first.mock.calls).toEqual([[leave], [{ name: 'host' }]]);
    expect(second).not.toHaveBeenCalled();
  });

  test('are heard by all who listen, until they stop', async () => {
    const app = new FakeBridge();
    const desktop = await openDesktop(app.bridge);
    const [first, second] = [vi.fn(), vi.fn()];
    const stop = desktop.listen(first);
    desktop.listen(second);
    stop();
    app.emit('command', leave);
    expect(first).not.toHaveBeenCalled();
    expect(second).toHaveBeenCalledWith(leave);
  });
});

describe('settings', () => {
  test('are as changed when the change is answered', async () => {
    const app = new FakeBridge();
    const desktop = await openDesktop(app.bridge);
    expect(await desktop.changeSettings({ hostPort: 8000 })).toBeUndefined();
    expect(desktop.settings.value.hostPort).toBe(8000);
  });

  test('that are refused stay, and the sentence comes back', async () => {
    const app = new FakeBridge();
    app.refusals.changeSettings = { code: 'BAD_REQUEST', message: 'This cannot be set.' };
    const desktop = await openDesktop(app.bridge);
    expect(await desktop.changeSettings({ hostPort: 8000 })).toBe('This cannot be set.');
    expect(desktop.settings.value.hostPort).toBe(7780);
  });
});
