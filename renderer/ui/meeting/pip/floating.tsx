import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../../surroundings.ts';
import { useSurroundings } from '../../surroundings.ts';
import { words } from '../../words.ts';
import type { MeetingView } from '../view.ts';
import { floatingWindows } from './can-float.ts';

interface FloatingProps {
  session: Session;
  view: MeetingView;
}

/** The small window, for as long as it is wanted; what it shows is loaded with its first opening. */
export function Floating({ session, view }: FloatingProps) {
  return view.floating.value ? <FloatingWindow session={session} view={view} /> : null;
}

function FloatingWindow({ session, view }: FloatingProps) {
  const surroundings = useSurroundings();
  const { notices } = surroundings;
  const [opened, setOpened] = useState<Window>();
  useEffect(() => {
    let wanted = true;
    let floating: Window | undefined;
    const open = async () => {
      // Asked for at once: the click that allows it counts only for a moment.
      floating = await floatingWindows()?.requestWindow({ width: 400, height: 300 });
      if (!floating || !wanted) return floating?.close();
      floating.addEventListener('pagehide', () => view.float(false), { once: true });
      setOpened(floating);
    };
    open().catch(() => {
      view.float(false);
      notices.say(words.view.floatFailed);
    });
    return () => {
      wanted = false;
      floating?.close();
    };
  }, [view, notices]);
  useEffect(() => {
    if (!opened) return;
    let close: (() => void) | undefined;
    let wanted = true;
    void import('./float-page.tsx').then(({ drawFloatPage }) => {
      if (wanted) close = drawFloatPage(opened, { session, view, surroundings });
    });
    return () => {
      wanted = false;
      close?.();
    };
  }, [opened, session, view, surroundings]);
  return null;
}
