import { EventEmitter } from 'node:events';
import type { PowerMonitor } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { setupPower } from '../../main/power.ts';
import type { Settings } from '../../main/settings.ts';
import { setupShortcuts } from '../../main/shortcuts.ts';
import { Value } from '../../main/value.ts';
import type { MeetingReport } from '../../preload/contract.ts';
import { defaultSettings } from '../../preload/settings.ts';

const joined: MeetingReport = {
  state: 'joined',
  origin: 'https://a.example',
  roomId: 'x',
  roomName: 'X',
  muted: false,
  cameraOn: true,
  people: 1,
};
const none: MeetingReport = { state: 'none' };

function shortcuts(taken: string[] = []) {
  const held = new Map<string, () => void>();
  const settings = new Value<Settings>(defaultSettings);
  const meeting = new Value<MeetingReport>(none);
  const report = vi.fn();
  const toggle = vi.fn();
  setupShortcuts({
    globalShortcut: {
      register: (accelerator, action) => {
        if (accelerator === 'Nonsense') throw new TypeError('no accelerator');
        if (taken.includes(accelerator)) return false;
        held.set(accelerator, action);
        return true;
      },
      unregister: (accelerator) => held.delete(accelerator),
    },
    settings,
    meeting,
    toggleMicrophone: toggle,
    report,
  });
  const choose = (muteShortcut: string) => settings.set({ ...settings.get(), muteShortcut });
  return { held, meeting, report, toggle, choose, all: () => [...held.keys()] };
}

describe('the shortcut for mute', () => {
  it('is held during a meeting only', () => {
    const { meeting, all, held, toggle } = shortcuts();
    expect(all()).toEqual([]);
    meeting.set(joined);
    meeting.set({ ...joined, muted: true });
    held.get(defaultSettings.muteShortcut)?.();
    expect(toggle).toHaveBeenCalledOnce();
    meeting.set(none);
    expect(all()).toEqual([]);
  });

  it('follows the settings, and can be none', () => {
    const { meeting, all, choose } = shortcuts();
    meeting.set(joined);
    choose('F9');
    expect(all()).toEqual(['F9']);
    choose('');
    expect(all()).toEqual([]);
  });

  it('says once in a meeting that another program has it, and tries again in the next', () => {
    const taken = [defaultSettings.muteShortcut];
    const { meeting, report, all } = shortcuts(taken);
    meeting.set(joined);
    meeting.set({ ...joined, muted: true });
    meeting.set({ ...joined, people: 3 });
    expect(report).toHaveBeenCalledOnce();
    meeting.set(none);
    taken.pop();
    meeting.set(joined);
    expect(report).toHaveBeenCalledOnce();
    expect(all()).toEqual([defaultSettings.muteShortcut]);
  });

  it.each(['F9', 'Nonsense'])('says at once that %s cannot be had', (accelerator) => {
    const { choose, report, all } = shortcuts(['F9']);
    choose(accelerator);
    expect(report.mock.calls[0]?.[0]).toMatchObject({ code: 'SHORTCUT_TAKEN' });
    choose('F10');
    expect(report).toHaveBeenCalledOnce();
    expect(all()).toEqual([]);
  });
});

describe('the computer', () => {
  it('stays awake during a meeting, and looks around when it woke up', () => {
    const blocks = new Set<number>();
    const meeting = new Value<MeetingReport>(none);
    const refresh = vi.fn();
    const monitor = new EventEmitter();
    const command = vi.fn();
    setupPower({
      command,
      blocker: { start: () => blocks.add(blocks.size + 1).size, stop: (id) => blocks.delete(id) },
      // Electron's `on` has an overload for each event; of them one is used.
      monitor: monitor as unknown as PowerMonitor,
      meeting,
      nearby: { refresh },
    });
    meeting.set(joined);
    meeting.set({ ...joined, people: 2 });
    expect(blocks.size).toBe(1);
    meeting.set(none);
    expect(blocks.size).toBe(0);
    monitor.emit('resume');
    expect(refresh).toHaveBeenCalledOnce();
    expect(command).not.toHaveBeenCalled();
    meeting.set(joined);
    monitor.emit('resume');
    expect(command.mock.calls).toEqual([[{ name: 'woke' }]]);
  });
});
