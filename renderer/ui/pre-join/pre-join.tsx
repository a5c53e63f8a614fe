import { ArrowLeft } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import type { Preparation, RoomPreview } from '../../call/call-state.ts';
import { isWanted } from '../../state/device.ts';
import { validName } from '../../state/preferences.ts';
import { Icon } from '../icon.tsx';
import { NameField, nameProblem } from '../name-field.tsx';
import { CallProblem } from '../problem.tsx';
import { useScreen } from '../screen.ts';
import { type Session, useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';
import { DeviceChoice } from './device-choice.tsx';
import { DeviceTroubles } from './device-troubles.tsx';
import { Preview } from './preview.tsx';
import './pre-join.css';

/** See and hear oneself, then go in. */
export function PreJoin({ session, room }: { session: Session; room: RoomPreview }) {
  const { shell, router } = useSurroundings();
  const [name, setName] = useState(() => shell.preferences.peek().displayName);
  const heading = useScreen(room.roomName);
  return (
    <main class="pre-join">
      <Preview media={session.media} name={name} />
      <div class="card">
        <div class="pre-join-head">
          <p class="eyebrow" role="status">
            {room.roomName} · {presence(session.meeting.preparation.value)}
          </p>
          <h1 tabIndex={-1} ref={heading}>
            {words.preJoin.headline}
          </h1>
        </div>
        <JoinForm session={session} name={name} onName={setName} />
        <button class="quiet-button" type="button" onClick={() => router.goHome()}>
          <Icon node={ArrowLeft} />
          {words.backToHome}
        </button>
      </div>
    </main>
  );
}

function presence(preparation: Preparation): string {
  switch (preparation.name) {
    case 'none':
    case 'preparing':
      return words.preJoin.looking;
    case 'ready':
      return words.preJoin.presence(preparation.room.peerCount);
    case 'failed':
      return words.preJoin.notReached;
  }
}

interface JoinFormProps {
  session: Session;
  name: string;
  onName(name: string): void;
}

function JoinForm({ session, name, onName }: JoinFormProps) {
  const { shell } = useSurroundings();
  const { meeting, media } = session;
  const [problem, setProblem] = useState<string>();
  const nameInput = useRef<HTMLInputElement>(null);
  const preparation = meeting.preparation.value;
  const joining = meeting.state.value.name === 'connecting';
  const unprepared = preparation.name === 'failed';

  const join = () => {
    const displayName = validName(name);
    if (displayName === undefined) {
      setProblem(nameProblem(name));
      nameInput.current?.focus();
      return;
    }
    shell.changePreferences({ displayName });
    // A refusal ends the call, and that screen says why.
    meeting.join({ displayName }).catch(() => undefined);
  };
  const submit = () => {
    if (joining) return;
    // What went wrong ends in `preparation`, which is shown here.
    if (unprepared) meeting.prepare().catch(() => undefined);
    else join();
  };

  return (
    <form
      class="join-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <NameField
        value={name}
        problem={problem}
        input={nameInput}
        onChange={(typed) => {
          onName(typed);
          setProblem(undefined);
        }}
      />
      <DeviceChoice media={media} />
      <DeviceTroubles media={media} />
      {unprepared && <CallProblem error={preparation.error} />}
      <button class="button button-primary button-large" type="submit" aria-disabled={joining}>
        {unprepared ? words.tryAgain : joining ? words.preJoin.joining : words.join}
      </button>
      {!unprepared && (
        <p class="fine-print">
          {words.preJoin.entering(isWanted(media.microphone.value), isWanted(media.camera.value))}
        </p>
      )}
    </form>
  );
}
