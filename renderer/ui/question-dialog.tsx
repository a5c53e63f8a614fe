import { Dialog } from './dialog.tsx';
import { useSurroundings } from './surroundings.ts';
import { words } from './words.ts';

/** Something that must not happen, or go unread, without the person. */
export interface Question {
  title: string;
  text: string;
  /** What can be done about it, beside leaving everything as it is. */
  act?: { label: string; run(): void };
}

export function QuestionDialog() {
  const { question } = useSurroundings();
  const asked = question.value;
  if (!asked) return null;
  const { title, text, act } = asked;
  return (
    <Dialog
      key={text}
      title={title}
      alert={text}
      onClose={() => {
        if (question.peek() === asked) question.value = undefined;
      }}
    >
      {(close) => (
        <div class="dialog-actions">
          <button class={act ? 'button' : 'button button-primary'} type="button" onClick={close}>
            {act ? words.question.cancel : words.close}
          </button>
          {act && (
            <button
              class="button button-danger"
              type="button"
              onClick={() => {
                close();
                act.run();
              }}
            >
              {act.label}
            </button>
          )}
        </div>
      )}
    </Dialog>
  );
}
