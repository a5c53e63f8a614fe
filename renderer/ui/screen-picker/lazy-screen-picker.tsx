import { useEffect, useState } from 'preact/hooks';
import type { ScreenPick } from './screen-pick.ts';
import type { ScreenPicker } from './screen-picker.tsx';

/** The picker, which only those load who share from the app. Taken away unanswered, it is cancelled. */
export function LazyScreenPicker({ pick }: { pick: ScreenPick }) {
  const [loaded, setLoaded] = useState<{ Picker: typeof ScreenPicker }>();
  useEffect(() => {
    let wanted = true;
    void import('./screen-picker.tsx').then(({ ScreenPicker }) => {
      if (wanted) setLoaded({ Picker: ScreenPicker });
    });
    return () => {
      wanted = false;
    };
  }, []);
  useEffect(() => () => pick.choose({ id: null, audio: false }), [pick]);
  return loaded ? <loaded.Picker {...pick} /> : null;
}
