import { afterEach, describe, expect, test } from 'vitest';
import type { CallSample } from '../../../renderer/call/statistics.ts';
import { readPreferences } from '../../../renderer/state/preferences.ts';
import type { Quality } from '../../../renderer/state/quality.ts';
import { person } from './fake-session.ts';
import { all, press, settled, the } from './page.ts';
import { type Visit, visit } from './visit.tsx';

let here: Visit;
afterEach(() => here.end());

async function inMeetingWith(...names: string[]): Promise<void> {
  here = await visit({ path: '/r/calm-otter-river', name: 'Mara' });
  await press('Join');
  await settled(() => {
    const self = person({ peerId: 'self', displayName: 'Mara', self: true });
    const others = names.map((displayName) => person({ displayName }));
    here.meeting.participants.value = [self, ...others];
  });
}

const measure = (...qualities: [string, Quality][]) =>
  settled(() => {
    here.meeting.statistics.quality.value = new Map(qualities);
  });

const marks = () => [...document.querySelectorAll('.tile-quality')].map((mark) => mark.textContent);

describe('the mark on a tile', () => {
  test('says the level of everybody, and a reason only where there is one', async () => {
    await inMeetingWith('Ana', 'Joon');
    expect(document.querySelectorAll('.tile .signal-bars')).toHaveLength(0);
    await measure(['Ana', { level: 'good' }], ['Joon', { level: 'poor', reason: 'their-network' }]);
    const tile = (name: string) => the('group', name).textContent;
    expect(tile('Ana')).toContain('Good connection');
    expect(tile('Joon')).toContain('Poor connection');
    expect(marks()).toEqual(['Weak uplink']);
  });

  test('leaves to the header what is about this end, which offers what can be done', async () => {
    await inMeetingWith('Ana');
    await measure(['Ana', { level: 'fair', reason: 'own-network' }]);
    expect(marks()).toEqual([]);
    await press('Your network is slow');
    expect(document.body.textContent).toContain('Your network loses part of what is sent to you.');
    await press('Turn incoming video off');
    expect(readPreferences(here.storage).videoMode).toBe('audio-only');
    expect(document.body.textContent).not.toContain('Your network loses');
  });

  test("offers nothing about another's network but the figures", async () => {
    await inMeetingWith('Ana');
    await measure(['Ana', { level: 'poor', reason: 'their-network' }]);
    await press('Weak uplink');
    expect(document.body.textContent).toContain('Little of what Ana sends reaches the server.');
    expect(all('button', 'Turn incoming video off')).toEqual([]);
    expect(the('button', 'Statistics')).toBeDefined();
  });

  test('on oneself offers to turn the camera off', async () => {
    await inMeetingWith('Ana');
    await measure(['self', { level: 'fair', reason: 'own-network' }]);
    await press('Your network is slow');
    const inPopup = document.querySelector<HTMLElement>('.quality-reason .button-primary');
    expect(inPopup?.textContent).toBe('Turn camera off');
    await settled(() => inPopup?.click());
    expect(here.media.asked.at(-1)).toEqual(['camera', false]);
  });
});

describe('the statistics', () => {
  const sample: CallSample = {
    at: 1_000,
    path: { reach: 'lan', protocol: 'tcp', roundTrip: 12, capacity: undefined },
    streams: [
      {
        peerId: 'Ana',
        source: 'camera',
        own: false,
        figures: {
          kind: 'video',
          bitrate: 1_234_000,
          loss: 0.05,
          jitter: 4,
          roundTrip: undefined,
          packets: 100,
          width: 640,
          height: 360,
          framesPerSecond: 25,
          dropped: 0,
          codec: 'VP8',
          layers: 0,
          limit: undefined,
        },
        quality: { level: 'fair', reason: 'own-network' },
      },
    ],
  };

  async function openStatistics(): Promise<void> {
    await inMeetingWith('Ana');
    await press('Connection is good. Statistics');
    await import('../../../renderer/ui/quality/statistics-dialog.tsx');
    await settled(() => {});
  }

  test('wait for the first sample, and show it', async () => {
    await openStatistics();
    const dialog = () => document.querySelector('dialog')?.textContent;
    expect(dialog()).toContain('Measuring');
    await settled(() => {
      here.meeting.statistics.history.value = [sample];
    });
    for (const text of ['On this network, TCP', '12 ms', 'Ana · Camera', '1.2 Mbit/s', '5%']) {
      expect(dialog()).toContain(text);
    }
    expect(dialog()).toContain('640 × 360, 25 fps');
    expect(dialog()).toContain('Your network is slow');
  });

  test('are copied as a report that names nobody', async () => {
    await openStatistics();
    await settled(() => {
      here.meeting.statistics.history.value = [sample];
    });
    await press('Copy report');
    expect(here.copied[0]).toContain('person 1 sends camera: VP8');
    expect(here.copied[0]).not.toMatch(/Ana|Mara|otter/);
    expect(document.body.textContent).toContain('Report copied.');
  });
});
