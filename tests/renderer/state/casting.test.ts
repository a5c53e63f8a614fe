import { describe, expect, test } from 'vitest';
import { type Casting, cast, type Scene, type StageWish } from '../../../renderer/state/casting.ts';
import { person } from '../ui/fake-session.ts';

const me = person({ peerId: 'me', displayName: 'Me', self: true });
const ana = person({ peerId: 'ana', displayName: 'Ana' });
const ben = person({ peerId: 'ben', displayName: 'Ben', cameraStarting: true });
const cleo = person({ peerId: 'cleo', displayName: 'Cleo' });
const plain: StageWish = { layout: 'auto', pinned: [], hideSelf: false, hideWithoutVideo: false };

interface Case {
  what: string;
  people?: Scene['people'];
  wish?: Partial<StageWish>;
  speaker?: string;
  sharing?: boolean;
  casting: Casting;
}

describe('who stands where', () => {
  test.each<Case>([
    { what: 'alone', people: [me], casting: { shape: 'grid', small: ['me'] } },
    {
      what: 'alone, for those who wish for a speaker too',
      people: [me],
      wish: { layout: 'speaker' },
      casting: { shape: 'grid', small: ['me'] },
    },
    {
      what: 'two are one to one',
      people: [me, ana],
      casting: { shape: 'duo', other: 'ana', self: 'me' },
    },
    {
      what: 'two in a grid, where that is wished for',
      people: [me, ana],
      wish: { layout: 'grid' },
      casting: { shape: 'grid', small: ['me', 'ana'] },
    },
    {
      what: 'two, and oneself hidden',
      people: [me, ana],
      wish: { hideSelf: true },
      casting: { shape: 'grid', small: ['ana'] },
    },
    { what: 'more are a grid', casting: { shape: 'grid', small: ['me', 'ana', 'ben', 'cleo'] } },
    {
      what: 'whoever speaks is large',
      wish: { layout: 'speaker' },
      speaker: 'ben',
      casting: { shape: 'speaker', large: ['ben'], small: ['me', 'ana', 'cleo'] },
    },
    {
      what: 'as long as nobody has spoken it is the first',
      wish: { layout: 'speaker' },
      casting: { shape: 'speaker', large: ['ana'], small: ['me', 'ben', 'cleo'] },
    },
    {
      what: 'a speaker who is hidden is not large',
      wish: { layout: 'speaker', hideWithoutVideo: true },
      speaker: 'ana',
      casting: { shape: 'speaker', large: ['ben'], small: [] },
    },
    {
      what: 'the pinned are large in every layout, in the order of the pins',
      wish: { layout: 'grid', pinned: ['cleo', 'gone', 'me'] },
      speaker: 'ben',
      casting: { shape: 'speaker', large: ['cleo', 'me'], small: ['ana', 'ben'] },
    },
    {
      what: 'a screen is larger than the pinned, who then come first',
      wish: { pinned: ['ben'] },
      sharing: true,
      casting: { shape: 'screen', small: ['ben', 'me', 'ana', 'cleo'] },
    },
    {
      what: 'a screen with two people is no one to one',
      people: [me, ana],
      sharing: true,
      casting: { shape: 'screen', small: ['me', 'ana'] },
    },
    {
      what: 'without video one is hidden, unless pinned',
      wish: { hideWithoutVideo: true, pinned: ['cleo'] },
      casting: { shape: 'speaker', large: ['cleo'], small: ['ben'] },
    },
    {
      what: 'where that hides everybody nobody is hidden',
      people: [me, ana],
      wish: { hideWithoutVideo: true, layout: 'grid' },
      casting: { shape: 'grid', small: ['me', 'ana'] },
    },
  ])('$what', ({ people = [me, ana, ben, cleo], wish, speaker, sharing = false, casting }) => {
    expect(cast({ people, wish: { ...plain, ...wish }, speaker, sharing })).toEqual(casting);
  });
});
