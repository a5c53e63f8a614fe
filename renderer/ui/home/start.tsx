import { useSignalEffect } from '@preact/signals';
import { Video } from 'lucide';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { validName } from '../../state/preferences.ts';
import { spokenRoomId } from '../../state/room-id.ts';
import { useHosting } from '../desktop/hosting.ts';
import { isAboutLink, openSentence } from '../error-words.ts';
import { Field } from '../field.tsx';
import { Icon } from '../icon.tsx';
import { NameField, nameProblem } from '../name-field.tsx';
import { OpenProblem } from '../problem.tsx';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';
import type { Opening } from './opening.ts';
import { OwnRoom } from './own-room.tsx';

/** A name is asked for where it is needed, instead of a button that is grey for no stated reason. */
export function Start({ opening }: { opening: Opening }) {
  const { shell, wishes } = useSurroundings();
  const [name, setName] = useState(() => shell.preferences.peek().displayName);
  const [problem, setProblem] = useState<string>();
  const nameInput = useRef<HTMLInputElement>(null);
  const hosting = useHosting();

  const host = () => {
    const state = shell.desktop?.host.peek().name;
    if (opening.busy === 'host' || state === 'starting' || state === 'stopping') return;
    const displayName = validName(name);
    if (displayName === undefined) {
      setProblem(nameProblem(name));
      nameInput.current?.focus();
      return;
    }
    const roomName = words.home.roomOf(displayName);
    opening.open('host', () => shell.hostRoom({ roomId: spokenRoomId(), roomName, displayName }));
  };
  useSignalEffect(() => {
    if (!wishes.host.value) return;
    wishes.host.value = false;
    host();
  });
  const change = (typed: string) => {
    setName(typed);
    setProblem(undefined);
    // At once, because there are many ways from here into a room.
    const displayName = validName(typed);
    if (displayName !== undefined) shell.changePreferences({ displayName });
  };

  return (
    <div class="start">
      <form
        class="start-host"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          host();
        }}
      >
        <NameField value={name} problem={problem} input={nameInput} onChange={change} />
        {hosting.running ? (
          <OwnRoom room={hosting.running} onStop={hosting.askToStop} />
        ) : (
          <HostButton opening={opening} />
        )}
      </form>
      <JoinByLink opening={opening} />
    </div>
  );
}

/** Opening takes a moment in the app, where a server has to start first. */
function HostButton({ opening: { busy, refused } }: { opening: Opening }) {
  const { shell } = useSurroundings();
  const state = shell.desktop?.host.value;
  const starting = busy === 'host' || state?.name === 'starting';
  const closing = state?.name === 'stopping';
  return (
    <>
      <button
        class="button button-primary button-large"
        type="submit"
        aria-disabled={starting || closing}
        aria-busy={starting}
      >
        <Icon node={Video} />
        {starting ? words.hosting.starting : closing ? words.hosting.stopping : words.home.host}
      </button>
      {refused?.way === 'host' ? (
        <OpenProblem error={refused.error} />
      ) : (
        state?.name === 'failed' && (
          <OpenProblem error={{ code: 'HOST_FAILED', message: state.message }} />
        )
      )}
    </>
  );
}

/** The pre-join screen asks for the name itself, so that a link needs none here. */
function JoinByLink({ opening }: { opening: Opening }) {
  const { shell } = useSurroundings();
  const [link, setLink] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const error = opening.refused?.way === 'link' ? opening.refused.error : undefined;
  const busy = opening.busy === 'link';
  // What is wrong with the link stands at the field; what is wrong with the host, below it.
  const isTyping = error !== undefined && isAboutLink(error);
  useEffect(() => {
    if (isTyping) input.current?.focus();
  }, [isTyping, error]);

  return (
    <form
      class="start-join"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) opening.open('link', () => shell.openLink(link));
      }}
    >
      <Field
        id={useId()}
        label={words.home.link}
        placeholder={shell.desktop ? words.home.linkOnlyHint : words.home.linkHint}
        value={link}
        problem={isTyping ? openSentence(error) : undefined}
        input={input}
        autocomplete="off"
        onChange={(value) => {
          setLink(value);
          if (error) opening.forget();
        }}
      >
        <button class="button" type="submit" aria-disabled={busy} aria-busy={busy}>
          {busy ? words.opening : words.join}
        </button>
      </Field>
      {error && !isTyping && <OpenProblem error={error} />}
    </form>
  );
}
