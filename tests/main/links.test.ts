import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { setupLinks, setupScheme } from '../../main/links.ts';

const link = 'parley://192.168.1.4:7780/r/calm-otter-river';

/** The system's side of an app that was started so. */
function started(...args: string[]) {
  const system = new EventEmitter();
  // Electron's `on` has an overload for each event; of them two are used.
  const links = setupLinks(system as unknown as App, ['parley', ...args]);
  const openLink = vi.fn();
  const show = vi.fn();
  const preventDefault = vi.fn();
  return {
    openLink,
    show,
    preventDefault,
    follow: () => links.follow({ openLink }, { show }),
    /** As macOS hands a link over. */
    openUrl: (url: string) => system.emit('open-url', { preventDefault }, url),
    startAgain: (...others: string[]) => system.emit('second-instance', {}, ['parley', ...others]),
  };
}

describe('links from the system', () => {
  it('that started the app are opened when it can', () => {
    const { follow, openLink } = started('--no-sandbox', link);
    expect(openLink).not.toHaveBeenCalled();
    follow();
    expect(openLink.mock.calls).toEqual([[link]]);
  });

  it('of macOS are opened: one that came before the app was ready, and one that comes later', () => {
    const { follow, openUrl, openLink, preventDefault } = started();
    openUrl(link);
    follow();
    expect(openLink.mock.calls).toEqual([[link]]);
    openUrl(`${link}-2`);
    expect(openLink).toHaveBeenLastCalledWith(`${link}-2`);
    expect(preventDefault).toHaveBeenCalledTimes(2);
  });

  it('of a second start are opened in the first, also while that is still starting', () => {
    const { follow, startAgain, openLink, show } = started();
    startAgain('--flag', link);
    startAgain();
    follow();
    expect(openLink.mock.calls).toEqual([[link]]);
    startAgain(`${link}-2`);
    expect(openLink).toHaveBeenLastCalledWith(`${link}-2`);
    expect(show).not.toHaveBeenCalled();
  });

  it('a second start without one shows the window', () => {
    const { follow, startAgain, show } = started();
    follow();
    startAgain('notes.txt');
    expect(show).toHaveBeenCalledOnce();
  });

  it.each([
    [true, [['parley']]],
    [false, []],
  ])('are registered by an installed app: %s', (isPackaged, calls) => {
    const setAsDefaultProtocolClient = vi.fn(() => true);
    setupScheme({ isPackaged, setAsDefaultProtocolClient });
    expect(setAsDefaultProtocolClient.mock.calls).toEqual(calls);
  });
});
