import type { DesktopCapturerSource, NativeImage, Session } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { ScreenPicker, type ScreenPickerOptions } from '../../main/screen-picker.ts';
import type { ScreenChoice } from '../../preload/contract.ts';

type Handler = NonNullable<Parameters<Session['setDisplayMediaRequestHandler']>[0]>;
type Request = Parameters<Handler>[0];

const image = (data: string) =>
  ({ isEmpty: () => data === '', toDataURL: () => data }) as NativeImage;
const source = (id: string): DesktopCapturerSource => ({
  id,
  name: `name of ${id}`,
  display_id: '',
  thumbnail: image('data:a'),
  appIcon: image(''),
});
const request: Request = {
  frame: {} as NonNullable<Request['frame']>,
  securityOrigin: 'app://parley/',
  videoRequested: true,
  audioRequested: true,
  userGesture: true,
};

function picker(options: Partial<ScreenPickerOptions> = {}) {
  let handler: Handler | null = null;
  let useSystemPicker: boolean | undefined;
  const ask = vi.fn<(choice: ScreenChoice) => void>();
  const getSources = vi.fn(async () => [source('screen:0:0'), source('window:1:0')]);
  const made = new ScreenPicker({
    capturer: { getSources },
    system: { getMediaAccessStatus: () => 'granted' },
    platform: 'linux',
    wayland: false,
    pageOrigin: 'app://parley',
    ask,
    ...options,
  });
  made.install({
    setDisplayMediaRequestHandler: (given, opts) => {
      handler = given;
      useSystemPicker = opts?.useSystemPicker;
    },
  });
  const share = (asked: Request = request) => {
    const decide = vi.fn();
    (handler as Handler | null)?.(asked, decide);
    return decide;
  };
  return { made, ask, share, getSources, usesSystemPicker: () => useSystemPicker };
}

describe('the screen picker', () => {
  it('shows what there is and shares what is chosen', async () => {
    const { made, ask, share } = picker();
    const decide = share();
    await vi.waitFor(() => expect(ask).toHaveBeenCalled());
    expect(ask.mock.calls[0]?.[0]).toEqual({
      sources: [
        { id: 'screen:0:0', kind: 'screen', name: 'name of screen:0:0', thumbnail: 'data:a' },
        { id: 'window:1:0', kind: 'window', name: 'name of window:1:0', thumbnail: 'data:a' },
      ],
      audio: 'unavailable',
      access: 'granted',
    });
    made.choose('window:1:0', true);
    expect(decide.mock.calls).toEqual([
      [{ video: { id: 'window:1:0', name: 'name of window:1:0' } }],
    ]);
  });

  it('shares sound where the system can, if both want it', async () => {
    const { made, ask, share } = picker({ platform: 'win32' });
    const decide = share();
    await vi.waitFor(() => expect(ask).toHaveBeenCalled());
    expect(ask.mock.calls[0]?.[0].audio).toBe('available');
    made.choose('screen:0:0', true);
    expect(decide.mock.calls[0]?.[0]).toMatchObject({ audio: 'loopback' });
  });

  it('takes a cancel, and what was never listed, for a no', async () => {
    for (const choice of [null, 'screen:9:9']) {
      const { made, ask, share } = picker();
      const decide = share();
      await vi.waitFor(() => expect(ask).toHaveBeenCalled());
      made.choose(choice, false);
      expect(decide.mock.calls).toEqual([[null]]);
    }
  });

  it('refuses a choice that nobody waits for', () => {
    expect(() => picker().made.choose('screen:0:0', false)).toThrow('Nothing is being chosen');
  });

  it.each([
    ['other pages', { ...request, securityOrigin: 'https://example.org/' }],
    ['a frame that is gone', { ...request, frame: null }],
    ['sound alone', { ...request, videoRequested: false }],
  ])('refuses %s', (_, asked) => {
    const { ask, share } = picker();
    expect(share(asked).mock.calls).toEqual([[null]]);
    expect(ask).not.toHaveBeenCalled();
  });

  it('answers every request: a new one, a leaving page and a failing system end the old', async () => {
    const { made, ask, share } = picker();
    const first = share();
    const second = share();
    await vi.waitFor(() => expect(ask).toHaveBeenCalledOnce());
    expect(first.mock.calls).toEqual([[null]]);
    made.cancel();
    made.cancel();
    expect(second.mock.calls).toEqual([[null]]);
    const failing = picker({ capturer: { getSources: () => Promise.reject(new Error('no')) } });
    const last = failing.share();
    await vi.waitFor(() => expect(last.mock.calls).toEqual([[null]]));
  });

  it('goes straight to the portal on Wayland', async () => {
    const { ask, share, getSources, made } = picker({ wayland: true });
    const decide = share();
    await vi.waitFor(() => expect(decide).toHaveBeenCalled());
    expect(decide.mock.calls[0]?.[0]).toMatchObject({ video: { id: 'screen:0:0' } });
    expect(getSources).toHaveBeenCalledOnce();
    expect(ask).not.toHaveBeenCalled();
    expect(made.systemPicker).toBe(true);
  });

  it('does not ask macOS again after a no, and uses its picker', async () => {
    const refused = picker({
      platform: 'darwin',
      system: { getMediaAccessStatus: () => 'denied' },
    });
    expect(await refused.made.list()).toMatchObject({ sources: [], access: 'refused' });
    expect(refused.getSources).not.toHaveBeenCalled();
    expect(refused.usesSystemPicker()).toBe(true);
  });
});
