import { AppWindow, Monitor } from 'lucide';
import type { ScreenSource } from '../../../preload/contract.ts';
import { Icon } from '../icon.tsx';
import { words } from '../words.ts';

interface SourceSectionProps {
  kind: ScreenSource['kind'];
  /** Of this kind. */
  sources: readonly ScreenSource[];
  chosen: string | undefined;
  onChoose(id: string): void;
  /** Chosen and meant at once. */
  onTake(id: string): void;
}

/** Sources of one kind as pictures, of which one can be chosen by click and by arrow keys. */
export function SourceSection({ kind, sources, chosen, onChoose, onTake }: SourceSectionProps) {
  return (
    <fieldset class="sources">
      <legend class="eyebrow">{words.picker.kinds[kind]}</legend>
      {sources.length === 0 && <p class="muted">{words.picker.none[kind]}</p>}
      {sources.map((source) => (
        // A double click is a shortcut: Enter and the button do the same.
        <label key={source.id} class="source" onDblClick={() => onTake(source.id)}>
          <input
            class="visually-hidden"
            type="radio"
            name="screen-source"
            checked={source.id === chosen}
            onChange={() => onChoose(source.id)}
          />
          <SourcePicture source={source} />
          <span class="source-name">
            {source.icon && <img class="source-icon" src={source.icon} alt="" />}
            <span class="source-text">{source.name.trim() || words.picker.unnamed[kind]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function SourcePicture({ source: { kind, thumbnail } }: { source: ScreenSource }) {
  return (
    <span class="source-picture">
      {thumbnail ? (
        <img src={thumbnail} alt="" />
      ) : (
        <Icon node={kind === 'screen' ? Monitor : AppWindow} />
      )}
    </span>
  );
}
