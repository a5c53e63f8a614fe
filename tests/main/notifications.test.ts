import { EventEmitter } from 'node:events';
import type { NotificationConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { Notifications } from '../../main/notifications.ts';
import { defaultSettings } from '../../preload/settings.ts';

function notifications(given: { inFront?: boolean; wanted?: boolean; supported?: boolean } = {}) {
  const shown: Shown[] = [];
  class Shown extends EventEmitter {
    static isSupported = () => given.supported ?? true;
    readonly title;
    readonly body;
    constructor({ title, body }: NotificationConstructorOptions) {
      super();
      this.title = title;
      this.body = body;
    }
    show(): void {
      shown.push(this);
    }
  }
  const show = vi.fn();
  const all = new Notifications({
    window: { inFront: given.inFront ?? false, show },
    settings: { get: () => ({ ...defaultSettings, notifications: given.wanted ?? true }) },
    system: Shown,
  });
  return { all, show, shown };
}

describe('what happens in the meeting', () => {
  it('is shown by the system while nobody looks at the window', () => {
    const { all, shown } = notifications();
    all.notify("Ana's room", 'Joon joined.');
    expect(shown).toMatchObject([{ title: "Ana's room", body: 'Joon joined.' }]);
  });

  it.each([{ inFront: true }, { wanted: false }, { supported: false }])(
    'is not shown while %j',
    (given) => {
      const { all, shown } = notifications(given);
      all.notify('Room', 'Joon joined.');
      expect(shown).toEqual([]);
    },
  );

  it('is answered by a click, which shows the window', () => {
    const { all, show, shown } = notifications();
    all.notify('Room', 'Joon joined.');
    shown[0]?.emit('click');
    expect(show).toHaveBeenCalledOnce();
    shown[0]?.emit('close');
  });
});

it('what the app says of itself is shown in any case, where the system can', () => {
  const { all, shown } = notifications({ inFront: true, wanted: false });
  all.tell('Parley goes on in the tray', '');
  expect(shown).toHaveLength(1);
  const silent = notifications({ supported: false });
  silent.all.tell('Parley goes on in the tray', '');
  expect(silent.shown).toEqual([]);
});
