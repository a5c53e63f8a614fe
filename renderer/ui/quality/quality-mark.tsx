import { type IconNode, SignalLow, SignalMedium } from 'lucide';
import type { Participant } from '../../call/call-state.ts';
import { good, type Quality, type QualityLevel, type QualityReason } from '../../state/quality.ts';
import { Icon } from '../icon.tsx';
import { Popup } from '../popup.tsx';
import { type Session, useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';
import './quality.css';

const icons: Record<QualityLevel, IconNode> = {
  good: SignalMedium,
  fair: SignalMedium,
  poor: SignalLow,
};

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

/** Why somebody does not come over well, and the one thing to do about it; nothing while all is well. */
export function QualityMark({ person }: { person: Participant }) {
  const { presence } = useSurroundings();
  const session = presence.value?.session;
  const { level, reason } = useQuality(person.peerId) ?? good;
  if (!session || reason === undefined) return null;
  const title = person.self ? words.quality.whySelf : words.quality.whyTitle(person.displayName);
  return (
    <Popup
      label={title}
      look={`tile-quality tile-quality-${level}`}
      face={
        <>
          <Icon node={icons[level]} small />
          <span class="tile-quality-text">{words.quality.short[reason]}</span>
        </>
      }
    >
      {(close) => (
        <Reason title={title} person={person} session={session} reason={reason} close={close} />
      )}
    </Popup>
  );
}

function useQuality(peerId: string): Quality | undefined {
  const { presence } = useSurroundings();
  return presence.value?.session.meeting.statistics.quality.value.get(peerId);
}

interface ReasonProps {
  title: string;
  person: Participant;
  session: Session;
  reason: QualityReason;
  close(): void;
}

function Reason({ title, person, session, reason, close }: ReasonProps) {
  const { shell, wishes } = useSurroundings();
  const { self, displayName } = person;
  const { what, advice } = self
    ? words.quality.whyOwn(reason)
    : words.quality.why(reason, displayName);
  const remedy = remedyFor(self, reason);
  const act = () => {
    if (remedy === 'cameraOff') {
      shell.changePreferences({ camera: false });
      void session.media.set('camera', false);
    } else {
      shell.changePreferences({ videoMode: 'audio-only' });
    }
    close();
  };
  return (
    <div class="quality-reason">
      <p class="popup-title">{title}</p>
      <p>
        <strong>{what}</strong> {advice}
      </p>
      <div class="quality-actions">
        {remedy && (
          <button class="button button-primary" type="button" onClick={act}>
            {words.quality[remedy]}
          </button>
        )}
        <button
          class="button"
          type="button"
          onClick={() => {
            close();
            wishes.statistics.value = true;
          }}
        >
          {words.quality.statistics}
        </button>
      </div>
    </div>
  );
}

/** The one thing that this person can do; about another's network there is none. */
function remedyFor(self: boolean, reason: QualityReason): 'cameraOff' | 'videoOff' | undefined {
  if (self) return reason === 'delay' ? undefined : 'cameraOff';
  return reason === 'own-network' || reason === 'own-computer' ? 'videoOff' : undefined;
}
