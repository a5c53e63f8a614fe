import type { ComponentChildren, RefObject } from 'preact';

interface FieldProps {
  id: string;
  label: string;
  value: string;
  /** A sentence under the field, tied to it for screen readers. */
  problem: string | undefined;
  input: RefObject<HTMLInputElement | null>;
  onChange(value: string): void;
  placeholder?: string;
  maxLength?: number;
  autocomplete?: 'name' | 'off';
  /** What stands beside the field, in its row. */
  children?: ComponentChildren;
}

export function Field(props: FieldProps) {
  const { id, label, problem, children } = props;
  const problemId = `${id}-problem`;
  return (
    <div class="field-group">
      <label class="eyebrow" for={id}>
        {label}
      </label>
      <div class="field-row">
        <input
          class="field"
          id={id}
          ref={props.input}
          type="text"
          value={props.value}
          placeholder={props.placeholder}
          maxLength={props.maxLength}
          autocomplete={props.autocomplete}
          spellcheck={false}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : problemId}
          onInput={(event) => props.onChange(event.currentTarget.value)}
        />
        {children}
      </div>
      {problem !== undefined && (
        <p class="field-problem" id={problemId} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
