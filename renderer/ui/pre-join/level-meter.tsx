import type { LocalMedia } from '../../media/media-state.ts';
import { words } from '../words.ts';

const segments = Array.from({ length: 12 }, (_, index) => index);

/** On its own, because it is drawn again many times a second. */
export function LevelMeter({ media }: { media: LocalMedia }) {
  const lit = Math.round(Math.min(1, Math.max(0, media.microphoneLevel.value)) * segments.length);
  return (
    <div class="level-meter">
      <meter
        class="visually-hidden"
        aria-label={words.preJoin.level}
        max={segments.length}
        value={lit}
      >
        {lit}
      </meter>
      {segments.map((segment) => (
        <i key={segment} data-lit={segment < lit} />
      ))}
    </div>
  );
}
