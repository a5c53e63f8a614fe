import { useEffect, useState } from 'preact/hooks';
import type { ScreenChoice } from '../../../preload/contract.ts';
import { keepPlaces } from '../../state/screen-sources.ts';
import type { ScreenPick } from './screen-pick.ts';

/** Between two looks, in ms. */
const interval = 1_000;

/**
 * What there is to share as it changes. One look at a time, and rarely on a machine that takes long
 * for it: a hundred windows are a hundred pictures to take. None while nobody looks.
 */
export function useLiveChoice({ choice, list }: Pick<ScreenPick, 'choice' | 'list'>): ScreenChoice {
  const [current, setCurrent] = useState(choice);
  useEffect(() => {
    let open = true;
    let timer = setTimeout(look, interval);
    async function look() {
      const begun = performance.now();
      const now = document.hidden ? undefined : await list();
      if (!open) return;
      if (now) {
        setCurrent((known) => ({ ...now, sources: keepPlaces(known.sources, now.sources) }));
      }
      timer = setTimeout(look, Math.max(interval, 2 * (performance.now() - begun)));
    }
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, [list]);
  return current;
}
