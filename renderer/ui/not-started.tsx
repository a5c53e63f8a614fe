import { Mark } from './mark.tsx';
import { Problem } from './problem.tsx';
import { useScreen } from './screen.ts';
import { words } from './words.ts';

/** The window without its app: nothing can be done but to try again. */
export function NotStarted({ error }: { error: unknown }) {
  const heading = useScreen(words.notStarted.title);
  return (
    <main class="plain">
      <Mark />
      <h1 tabIndex={-1} ref={heading}>
        {words.notStarted.title}
      </h1>
      <Problem
        what={words.notStarted.what}
        advice={error instanceof Error ? error.message : String(error)}
      />
      <div class="actions">
        <button class="button button-primary" type="button" onClick={() => location.reload()}>
          {words.tryAgain}
        </button>
      </div>
    </main>
  );
}
