import { afterEach, describe, expect, test } from 'vitest';
import { readLanguage, readPreferences } from '../../../renderer/state/preferences.ts';
import { FakeBridge } from '../shell/fake-bridge.ts';
import { all, press, settled, textOf, the } from './page.ts';
import { type Visit, visit } from './visit.tsx';

let here: Visit;
afterEach(() => here.end());

async function openSettings(app?: FakeBridge): Promise<void> {
  here = await visit({ path: '/', ...(app && { app }) });
  await press('Settings');
  // It is loaded when it is wanted.
  await import('../../../renderer/ui/settings/settings-dialog.tsx');
  await settled(() => {});
}

const sections = () => [...document.querySelectorAll('dialog h3')].map(textOf);

/** A field of the dialog; home has one of the same name. */
function field(name: string): HTMLInputElement {
  const inputs = [...document.querySelectorAll<HTMLInputElement>('dialog input')];
  const found = inputs.find((input) => textOf(labelOf(input)) === name);
  if (!found) throw new Error(`no field ${name}`);
  return found;
}

function labelOf(input: HTMLInputElement): Element | null {
  return input.closest('label') ?? document.querySelector(`label[for="${input.id}"]`);
}

async function fill(name: string, text: string): Promise<void> {
  await settled(() => {
    field(name).value = text;
    field(name).dispatchEvent(new Event('change', { bubbles: true }));
  });
}

async function pressKeys(keys: KeyboardEventInit): Promise<void> {
  const button = all('button').find((each) => each.classList.contains('shortcut'));
  await settled(() => void button?.dispatchEvent(new KeyboardEvent('keydown', keys)));
}

describe('in a browser', () => {
  test('are those of the person alone', async () => {
    await openSettings();
    expect(sections()).toEqual([
      'You',
      'Appearance',
      'Devices',
      'Your sound',
      'Video of the others',
      'In a meeting',
    ]);
    expect(all('combobox').map((each) => each.id)).toHaveLength(4);
  });

  test('take effect at once', async () => {
    await openSettings();
    await fill('Your name', 'Mara');
    await settled(() => field('Dark').click());
    expect(readPreferences(here.storage)).toMatchObject({ displayName: 'Mara', theme: 'dark' });
    expect(document.documentElement.dataset.theme).toBe('dark');
    await settled(() => field('System').click());
    expect(document.documentElement.dataset.theme).toBeUndefined();
  });

  test('keep a language for the next start', async () => {
    await openSettings();
    const select = the('combobox', 'Language');
    await settled(() => {
      if (select instanceof HTMLSelectElement) select.value = 'de';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(readLanguage(here.storage)).toBe('de');
  });

  test('keep no name that cannot be one', async () => {
    await openSettings();
    await fill('Your name', ' ');
    expect(the('alert').textContent).toContain('Enter your name');
    await fill('Your name', 'Mara');
    expect(all('alert')).toEqual([]);
  });

  test('close, and give the page back', async () => {
    await openSettings();
    await press('Close');
    expect(all('heading', 'Settings')).toEqual([]);
  });
});

describe('in the app', () => {
  test('are also about the app and its hosting', async () => {
    await openSettings(new FakeBridge());
    expect(sections()).toEqual([
      'You',
      'Appearance',
      'Devices',
      'Your sound',
      'Video of the others',
      'In a meeting',
      'This app',
      'Hosting',
      'About',
    ]);
  });

  test('leave out the tray where there is none', async () => {
    await openSettings(new FakeBridge({ trayAvailable: false }));
    expect(() => field('Stay in the tray')).toThrow();
    expect(field('Notify').checked).toBe(true);
  });

  test.each([
    ['Stay in the tray', { closeToTray: false }],
    ['Notify', { notifications: false }],
    ['Start at login', { launchAtLogin: true }],
    ['Rooms on this network', { nearby: false }],
  ])('%s is switched over', async (name, change) => {
    const app = new FakeBridge();
    await openSettings(app);
    await settled(() => field(name).click());
    expect(app.asked('changeSettings')).toEqual([change]);
  });

  test('take ports that are ports, in their order', async () => {
    const app = new FakeBridge();
    await openSettings(app);
    await fill('Port', '70000');
    expect(the('alert').textContent).toBe('A port is a number from 1 to 65535.');
    await fill('Port', '8080');
    expect(all('alert')).toEqual([]);
    await fill('First media port', '50000');
    expect(the('alert').textContent).toBe('The last port comes before the first one.');
    expect(app.asked('changeSettings')).toEqual([{ hostPort: 8080 }]);
  });

  test('say why the app refuses a value', async () => {
    const app = new FakeBridge();
    app.refusals.changeSettings = { code: 'BAD_REQUEST', message: 'There is no such folder.' };
    await openSettings(app);
    await fill('Data folder', 'nowhere');
    expect(the('alert').textContent).toBe('There is no such folder.');
  });
});

describe('about', () => {
  const shown = () => [...document.querySelectorAll('dialog [role=status]')].map(textOf).join();

  test('says that a copy without a feed does not update itself, and offers nothing', async () => {
    await openSettings(new FakeBridge());
    expect(shown()).toBe('This copy does not update itself.');
    expect(all('button').map(textOf)).not.toContain('Look now');
  });

  test('looks for a newer version when asked, and follows what comes of it', async () => {
    const app = new FakeBridge({ update: { name: 'waiting' } });
    await openSettings(app);
    await press('Look now');
    expect(app.asked('lookForUpdate')).toHaveLength(1);
    await settled(() => app.emit('update', { name: 'looking' }));
    await press('Look now');
    expect(app.asked('lookForUpdate')).toHaveLength(1);
    await settled(() => app.emit('update', { name: 'newest' }));
    expect(shown()).toBe('This is the newest version.');
    await settled(() => app.emit('update', { name: 'failed', message: 'No answer.' }));
    expect(shown()).toContain('No answer.');
  });

  test('begins the newer version', async () => {
    const app = new FakeBridge({ update: { name: 'ready', version: '2.0.0' } });
    await openSettings(app);
    expect(shown()).toBe('Version 2.0.0 is ready.');
    const inDialog = [...document.querySelectorAll<HTMLButtonElement>('dialog button')];
    await settled(() => inDialog.find((each) => textOf(each) === 'Restart to update')?.click());
    expect(app.asked('restartToUpdate')).toHaveLength(1);
  });
});

describe('the shortcut', () => {
  const shown = 'Mute from anywhere Ctrl Shift M';

  test('is set by pressing it', async () => {
    const app = new FakeBridge();
    await openSettings(app);
    await press(shown);
    await pressKeys({ key: 'm', code: 'KeyM' });
    expect(the('alert').textContent).toContain('so that typing does not mute you');
    await pressKeys({ key: 'u', code: 'KeyU', ctrlKey: true, altKey: true });
    expect(app.asked('changeSettings')).toEqual([{ muteShortcut: 'CommandOrControl+Alt+U' }]);
    expect(the('button', 'Mute from anywhere Ctrl Alt U')).toBeDefined();
    expect(all('alert')).toEqual([]);
  });

  test('can be none', async () => {
    const app = new FakeBridge();
    await openSettings(app);
    await press(shown);
    await pressKeys({ key: 'Backspace', code: 'Backspace' });
    expect(app.asked('changeSettings')).toEqual([{ muteShortcut: '' }]);
    expect(the('button', 'Mute from anywhere None')).toBeDefined();
  });

  test('that another program has is said beside it', async () => {
    const app = new FakeBridge();
    await openSettings(app);
    await press(shown);
    await pressKeys({ key: 'u', code: 'KeyU', ctrlKey: true });
    await settled(() => app.emit('problem', { code: 'SHORTCUT_TAKEN', message: 'It is taken.' }));
    expect(the('alert').textContent).toBe('It is taken.');
    await press('Mute from anywhere Ctrl U');
    await pressKeys({ key: 'F9', code: 'F9' });
    expect(all('alert')).toEqual([]);
  });

  test('is not touched by keys while nobody has asked for it', async () => {
    const app = new FakeBridge();
    await openSettings(app);
    await pressKeys({ key: 'u', code: 'KeyU', ctrlKey: true });
    expect(app.asked('changeSettings')).toEqual([]);
  });
});
