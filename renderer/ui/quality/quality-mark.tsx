import { CircleAlert } from 'lucide';
import type { Participant } from '../../call/call-state.ts';
import { isOwnDoing, type Quality } from '../../state/quality.ts';
import { Icon } from '../icon.tsx';
import { Popup } from '../popup.tsx';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';
import { ReasonPanel } from './reason-panel.tsx';
import './quality.css';

/** How well one person's media arrives; its own component, because it is measured anew all the time. */
export function SignalBars({ person }: { person: Participant }) {
  const quality = useQuality(person.peerId);
  if (!quality) return null;
  return (
    <span class="signal-bars" data-level={quality.level}>
      <span class="visually-hidden">{words.quality.levels[quality.level]}</span>
      <i />
      <i />
      <i />
    </span>
  );
}

/**
 * Why this very person does not come over well; nothing while all is well. What is this end's own
 * doing holds for everybody, and is said once, in the header.
 */
export function QualityMark({ person }: { person: Participant }) {
  const { presence } = useSurroundings();
  const session = presence.value?.session;
  const reason = useQuality(person.peerId)?.reason;
  if (!session || reason === undefined || person.self || isOwnDoing(reason)) return null;
  const title = words.quality.whyTitle(person.displayName);
  return (
    <Popup
      label={title}
      look="tile-quality"
      face={
        <>
          <Icon node={CircleAlert} small />
          <span class="tile-quality-text">{words.quality.short[reason]}</span>
        </>
      }
    >
      {(close) => (
        <ReasonPanel
          title={title}
          of={{ name: person.displayName }}
          session={session}
          reason={reason}
          close={close}
        />
      )}
    </Popup>
  );
}

function useQuality(peerId: string): Quality | undefined {
  const { presence } = useSurroundings();
  return presence.value?.session.meeting.statistics.quality.value.get(peerId);
}
