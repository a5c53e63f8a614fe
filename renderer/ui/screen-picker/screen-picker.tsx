import { useRef, useState } from 'preact/hooks';
import { Dialog } from '../dialog.tsx';
import { Problem } from '../problem.tsx';
import { words } from '../words.ts';
import type { ScreenAnswer, ScreenPick } from './screen-pick.ts';
import { SourceSection } from './source-section.tsx';
import { useLiveChoice } from './use-live-choice.ts';
import './screen-picker.css';

const kinds = ['screen', 'window'] as const;

/** Asks what to share, as the browser does where there is one. Closing it is a cancel. */
export function ScreenPicker(pick: ScreenPick) {
  const answer = useRef<ScreenAnswer>({ id: null, audio: false });
  return (
    <Dialog title={words.picker.title} wide onClose={() => pick.choose(answer.current)}>
      {(close) => (
        <PickerForm
          pick={pick}
          onCancel={close}
          onTake={(taken) => {
            answer.current = taken;
            close();
          }}
        />
      )}
    </Dialog>
  );
}

interface PickerFormProps {
  pick: ScreenPick;
  onCancel(): void;
  onTake(answer: ScreenAnswer): void;
}

function PickerForm({ pick, onCancel, onTake }: PickerFormProps) {
  const { sources, audio, access } = useLiveChoice(pick);
  const [wanted, setWanted] = useState(sources[0]?.id);
  const [sound, setSound] = useState(false);
  // What was closed meanwhile can no longer be shared.
  const chosen = sources.find(({ id }) => id === wanted)?.id;
  if (access === 'refused') {
    return <Refused onCancel={onCancel} onOpenSettings={pick.openSettings} />;
  }
  const take = (id: string) => onTake({ id, audio: sound && audio === 'available' });
  return (
    <form
      class="picker-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== undefined) take(chosen);
      }}
    >
      {kinds.map((kind) => (
        <SourceSection
          key={kind}
          kind={kind}
          sources={sources.filter((source) => source.kind === kind)}
          chosen={chosen}
          onChoose={setWanted}
          onTake={take}
        />
      ))}
      <div class="picker-foot">
        <SoundChoice available={audio === 'available'} checked={sound} onChange={setSound} />
        <button class="button" type="button" onClick={onCancel}>
          {words.picker.cancel}
        </button>
        <button class="button button-primary" type="submit" disabled={chosen === undefined}>
          {words.picker.share}
        </button>
      </div>
    </form>
  );
}

/** Goes by itself when the system has changed its mind. */
function Refused(props: { onCancel(): void; onOpenSettings(): void }) {
  return (
    <>
      <Problem {...words.picker.refused} />
      <div class="dialog-actions">
        <button class="button" type="button" onClick={props.onCancel}>
          {words.picker.cancel}
        </button>
        <button class="button button-primary" type="button" onClick={props.onOpenSettings}>
          {words.picker.openSettings}
        </button>
      </div>
    </>
  );
}

interface SoundChoiceProps {
  available: boolean;
  checked: boolean;
  onChange(checked: boolean): void;
}

/** Where the meeting's own sound cannot be left out, the others would hear themselves: then never. */
function SoundChoice({ available, checked, onChange }: SoundChoiceProps) {
  return (
    <div class="sound-choice">
      <label>
        <input
          type="checkbox"
          checked={available && checked}
          disabled={!available}
          aria-describedby="sound-choice-note"
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {words.picker.sound}
      </label>
      <p class="fine-print" id="sound-choice-note">
        {available ? words.picker.soundNote : words.picker.noSound}
      </p>
    </div>
  );
}
