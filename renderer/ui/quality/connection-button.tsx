import type { Meeting } from '../../call/call-state.ts';
import { isOwnDoing, type Quality, type QualityLevel, worstOf } from '../../state/quality.ts';
import { Popup } from '../popup.tsx';
import { type Session, useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';
import { ReasonPanel } from './reason-panel.tsx';
import './quality.css';

/** How this computer's own connection is; opens what was measured, or first why it is not good. */
export function ConnectionButton({ session }: { session: Session }) {
  const { wishes } = useSurroundings();
  const { sent, received } = ownQualities(session.meeting);
  const { level, reason } = worstOf([received, sent]);
  if (reason === undefined) {
    const label = words.quality.connection(level);
    return (
      <button
        class="connection-button"
        type="button"
        aria-haspopup="dialog"
        aria-label={label}
        title={label}
        onClick={() => {
          wishes.statistics.value = true;
        }}
      >
        <Bars level={level} />
      </button>
    );
  }
  const receiving = received.level === level;
  const title = receiving ? words.quality.whyReceiving : words.quality.whySelf;
  return (
    <Popup
      label={title}
      look="chip connection-chip"
      face={
        <>
          <Bars level={level} />
          <span class="chip-text">{words.quality.short[reason]}</span>
        </>
      }
    >
      {(close) => (
        <ReasonPanel
          title={title}
          of={receiving ? { name: '' } : 'self'}
          session={session}
          reason={reason}
          close={close}
        />
      )}
    </Popup>
  );
}

function Bars({ level }: { level: QualityLevel }) {
  return (
    <span class="signal-bars" data-level={level} aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  );
}

/** What is this end's own doing: another's weak uplink says nothing about it. */
function ownQualities({ statistics, participants }: Meeting): { sent: Quality; received: Quality } {
  const self = participants.value.find((person) => person.self)?.peerId;
  const all = [...statistics.quality.value];
  const sent = all.filter(([peerId]) => peerId === self).map(([, quality]) => quality);
  const received = all
    .filter(([peerId, { reason }]) => peerId !== self && reason !== undefined && isOwnDoing(reason))
    .map(([, quality]) => quality);
  return { sent: worstOf(sent), received: worstOf(received) };
}
