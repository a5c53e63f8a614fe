/** A line of the settings: what it is on the left, what it is set to on the right. */
import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import { useId, useState } from 'preact/hooks';

interface SectionProps {
  title: string;
  hint?: string;
  children: ComponentChildren;
}

export function Section({ title, hint, children }: SectionProps) {
  const id = useId();
  return (
    <section class="settings-section" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {hint && <p class="fine-print">{hint}</p>}
      {children}
    </section>
  );
}

interface SwitchRowProps {
  label: string;
  hint: string;
  on: boolean;
  onChange(on: boolean): void;
}

export function SwitchRow({ label, hint, on, onChange }: SwitchRowProps) {
  const id = useId();
  return (
    <div class="settings-row">
      <span class="settings-name">
        <label for={id}>{label}</label>
        <span class="fine-print" id={`${id}-hint`}>
          {hint}
        </span>
      </span>
      <input
        class="switch"
        id={id}
        type="checkbox"
        role="switch"
        checked={on}
        aria-checked={on}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </div>
  );
}

interface TextRowProps {
  label: string;
  hint?: string;
  value: string;
  /** Keeps the text, or answers why it cannot. */
  onCommit(text: string): string | undefined | Promise<string | undefined>;
  input?: Pick<InputHTMLAttributes, 'autocomplete' | 'inputMode' | 'maxLength'>;
}

/** A text that is kept when one leaves it or presses Enter; what cannot be kept stays and says why. */
export function TextRow({ label, hint, value, onCommit, input }: TextRowProps) {
  const id = useId();
  const [problem, setProblem] = useState<string>();
  const commit = async (text: string) => {
    if (text !== value || problem !== undefined) setProblem(await onCommit(text));
  };
  const described = [...(hint ? [`${id}-hint`] : []), ...(problem ? [`${id}-problem`] : [])];
  return (
    <div class="settings-row settings-row-text">
      <span class="settings-name">
        <label for={id}>{label}</label>
        {hint && (
          <span class="fine-print" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </span>
      <input
        {...input}
        class="field"
        id={id}
        type="text"
        value={value}
        spellcheck={false}
        aria-invalid={problem !== undefined}
        aria-describedby={described.join(' ') || undefined}
        onChange={(event) => void commit(event.currentTarget.value)}
      />
      {problem !== undefined && (
        <p class="field-problem" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
