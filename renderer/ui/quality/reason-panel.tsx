import type { QualityReason } from '../../state/quality.ts';
import { type Session, useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';

interface ReasonPanelProps {
  title: string;
  /** Whose media it is about: one's own as the others get it, or somebody else's by name. */
  of: 'self' | { name: string };
  session: Session;
  reason: QualityReason;
  close(): void;
}

/** Why somebody does not come over well, and the one thing that this person can do about it. */
export function ReasonPanel({ title, of, session, reason, close }: ReasonPanelProps) {
  const { shell, wishes } = useSurroundings();
  const self = of === 'self';
  const { what, advice } = self ? words.quality.whyOwn(reason) : words.quality.why(reason, of.name);
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

/** About another's network or computer there is nothing to be done from here. */
function remedyFor(self: boolean, reason: QualityReason): 'cameraOff' | 'videoOff' | undefined {
  if (self) return reason === 'delay' ? undefined : 'cameraOff';
  return reason === 'own-network' || reason === 'own-computer' ? 'videoOff' : undefined;
}
