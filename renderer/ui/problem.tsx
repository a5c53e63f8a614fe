import { CircleAlert } from 'lucide';
import type { CallError } from '../call/call-state.ts';
import type { OpenError } from '../shell/shell.ts';
import { type Explanation, errorWords, openExplanation } from './error-words.ts';
import { Icon } from './icon.tsx';
import { words } from './words.ts';

/** What happened and what to do about it; read out when it appears. */
export function Problem(props: Explanation & { id?: string; alarm?: boolean }) {
  const { what, advice, id, alarm = false } = props;
  return (
    <div class={alarm ? 'problem problem-alarm' : 'problem'} role="alert" id={id}>
      <Icon node={CircleAlert} />
      <p>
        <strong>{what}</strong> {advice}
      </p>
    </div>
  );
}

/** The same for a room that was not got at. A changed certificate is no accident to be tried again. */
export function OpenProblem({ error }: { error: OpenError }) {
  const own = error.code === 'HOST_FAILED' || error.code === 'INTERNAL';
  const { what, advice } = openExplanation(error);
  return (
    <Problem
      what={what}
      advice={own && error.message !== '' ? error.message : advice}
      alarm={error.code === 'CERTIFICATE_CHANGED'}
    />
  );
}

/** The same for a failure of the call, with the server's own sentence for those who mend it. */
export function CallProblem({ error }: { error: CallError }) {
  return (
    <div class="call-problem">
      <Problem {...errorWords.call[error.code]} />
      <details>
        <summary>{words.details}</summary>
        <p>
          {error.message} <code>{error.code}</code>
        </p>
      </details>
    </div>
  );
}
