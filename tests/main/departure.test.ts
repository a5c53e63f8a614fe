import { describe, expect, it, vi } from 'vitest';
import { closeWindow } from '../../main/closing.ts';
import { Departure, guestsOf, quitQuestion } from '../../main/departure.ts';
import type { HostState, MeetingReport } from '../../preload/contract.ts';
import { defaultSettings } from '../../preload/settings.ts';

const hosting = (people: number): HostState => ({
  name: 'running',
  origin: 'http://127.0.0.1:7780',
  port: 7780,
  roomId: 'x',
  roomName: 'X',
  people,
});
const meeting = (people: number, origin = 'http://127.0.0.1:7780'): MeetingReport => ({
  state: 'joined',
  origin,
  roomId: 'x',
  roomName: 'Tea',
  muted: false,
  cameraOn: true,
  people,
});
const stopped: HostState = { name: 'stopped' };
const none: MeetingReport = { state: 'none' };
const elsewhere = 'https://192.168.1.4:7780';

describe('guests', () => {
  it.each([
    [hosting(2), meeting(2), 1],
    [hosting(1), meeting(1), 0],
    [hosting(1), none, 1],
    [hosting(2), meeting(3, elsewhere), 2],
    [hosting(0), meeting(1), 0],
    [stopped, meeting(4, elsewhere), 0],
  ])('of %j while in %j are %i', (host, report, guests) => {
    expect(guestsOf(host, report)).toBe(guests);
  });
});

describe('the question before quitting', () => {
  it.each([
    [hosting(1), meeting(1)],
    [stopped, none],
    [stopped, meeting(1, elsewhere)],
  ])('is not asked where nobody would notice: %j, %j', (host, report) => {
    expect(quitQuestion(host, report)).toBeUndefined();
  });

  it('counts guests, and names the meeting of others', () => {
    expect(quitQuestion(hosting(3), meeting(3))?.message).toContain('2 people are');
    expect(quitQuestion(stopped, meeting(2, elsewhere))?.message).toContain('Tea');
  });
});

describe('departure', () => {
  function leaving(wanted: boolean, host = hosting(2)) {
    const steps: string[] = [];
    let report = meeting(2);
    const departure = new Departure({
      host: () => host,
      meeting: () => report,
      ask: async () => {
        steps.push('ask');
        return wanted;
      },
      command: ({ name }) => {
        steps.push(name);
        report = none;
      },
      close: async () => {
        steps.push('close');
      },
      quit: () => {
        steps.push('quit');
      },
    });
    return { departure, steps };
  }

  it('asks, lets the page say goodbye, closes and quits, in this order', async () => {
    const { departure, steps } = leaving(true);
    expect(departure.begin()).toBe(false);
    await vi.waitFor(() => expect(steps).toEqual(['ask', 'goodbye', 'close', 'quit']));
    expect(departure.begin()).toBe(true);
  });

  it('stays when asked to, and can be asked again', async () => {
    const { departure, steps } = leaving(false);
    departure.begin();
    await vi.waitFor(() => expect(steps).toEqual(['ask']));
    await Promise.resolve();
    expect(departure.leaving).toBe(false);
    departure.begin();
    await vi.waitFor(() => expect(steps).toEqual(['ask', 'ask']));
  });

  it('ends with something else than quitting where that was wanted, once', async () => {
    const { departure, steps } = leaving(true);
    departure.leaveWith(() => steps.push('install'));
    departure.leaveWith(() => steps.push('install'));
    await vi.waitFor(() => expect(steps).toEqual(['goodbye', 'close', 'install']));
    // What is installed quits, and nothing holds it.
    expect(departure.begin()).toBe(true);
  });

  it('does not ask whom nobody answers', async () => {
    const { departure, steps } = leaving(false);
    departure.leaveUnasked();
    departure.leaveUnasked();
    await vi.waitFor(() => expect(steps).toEqual(['goodbye', 'close', 'quit']));
  });
});

describe('closing the window', () => {
  function close(given: {
    platform?: NodeJS.Platform;
    tray?: boolean;
    busy?: boolean;
    leaving?: boolean;
    closeToTray?: boolean;
    told?: boolean;
  }) {
    const steps: string[] = [];
    const { closeToTray = true, told = false } = given;
    const mayClose = closeWindow({
      trayAvailable: given.tray ?? true,
      platform: given.platform ?? 'linux',
      settings: {
        get: () => ({ ...defaultSettings, closeToTray, closeToTrayTold: told }),
        set: async () => {},
      },
      busy: () => given.busy ?? false,
      leaving: () => given.leaving ?? false,
      hide: () => steps.push('hide'),
      quit: () => steps.push('quit'),
      tell: () => steps.push('tell'),
    });
    return [mayClose, ...steps];
  }

  it.each([
    [{}, [false, 'quit']],
    [{ busy: true }, [false, 'hide', 'tell']],
    [{ busy: true, told: true }, [false, 'hide']],
    [{ busy: true, tray: false }, [false, 'quit']],
    [{ busy: true, closeToTray: false }, [false, 'quit']],
    [{ platform: 'darwin' as const }, [false, 'hide']],
    [{ busy: true, leaving: true }, [true]],
  ])('while %j: %j', (given, outcome) => {
    expect(close(given)).toEqual(outcome);
  });
});
