/** Who stands where in a meeting: the decision, before anything is measured. */
import type { Participant } from '../call/call-state.ts';

export const layoutChoices = ['auto', 'grid', 'speaker'] as const;
/** How the person wants people to stand; `auto` is one to one with two, and a grid with more. */
export type LayoutChoice = (typeof layoutChoices)[number];

/** What the person asked of the stage. */
export interface StageWish {
  layout: LayoutChoice;
  /** By peerId, in the order in which they were pinned. */
  pinned: readonly string[];
  hideSelf: boolean;
  hideWithoutVideo: boolean;
}

/** Who of the people stands where, by peerId. Those who are hidden are in neither list. */
export type Casting =
  | { shape: 'grid'; small: readonly string[] }
  /** One other person, and oneself in the corner. */
  | { shape: 'duo'; other: string; self: string }
  /** Some are large: whoever is pinned, or else whoever speaks. */
  | { shape: 'speaker'; large: readonly string[]; small: readonly string[] }
  /** A shared screen is large, and all the people are small. */
  | { shape: 'screen'; small: readonly string[] };

export interface Scene {
  /** In the order in which they are seated. */
  people: readonly Participant[];
  wish: StageWish;
  /** Whoever spoke last among the others, by peerId. */
  speaker: string | undefined;
  /** Whether a screen is on the stage. */
  sharing: boolean;
}

export function cast({ people, wish, speaker, sharing }: Scene): Casting {
  const shown = shownOf(people, wish);
  const ids = shown.map(({ peerId }) => peerId);
  const pinned = wish.pinned.filter((peerId) => ids.includes(peerId));
  const without = (large: readonly string[]) => ids.filter((id) => !large.includes(id));
  if (sharing) return { shape: 'screen', small: [...pinned, ...without(pinned)] };
  if (pinned.length > 0) return { shape: 'speaker', large: pinned, small: without(pinned) };
  const others = shown.filter(({ self }) => !self);
  const [first] = others;
  if (!first || wish.layout === 'grid') return { shape: 'grid', small: ids };
  const self = shown.find((person) => person.self);
  if (others.length === 1 && self) {
    return { shape: 'duo', other: first.peerId, self: self.peerId };
  }
  if (wish.layout === 'auto') return { shape: 'grid', small: ids };
  const large = others.find(({ peerId }) => peerId === speaker)?.peerId ?? first.peerId;
  return { shape: 'speaker', large: [large], small: without([large]) };
}

/** Whoever is pinned is always shown; and an empty stage helps nobody, so that then all are. */
function shownOf(people: readonly Participant[], wish: StageWish): readonly Participant[] {
  const shown = people.filter((person) => {
    if (wish.pinned.includes(person.peerId)) return true;
    if (person.self && wish.hideSelf) return false;
    return !wish.hideWithoutVideo || person.camera !== null || person.cameraStarting;
  });
  return shown.length > 0 ? shown : people;
}
