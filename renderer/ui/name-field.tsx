import type { RefObject } from 'preact';
import { useId } from 'preact/hooks';
import { limits } from '../../sfu/protocol/model.ts';
import { Field } from './field.tsx';
import { words } from './words.ts';

/** A person's name, asked for on the way into a meeting. */
export function NameField(props: {
  value: string;
  problem: string | undefined;
  input: RefObject<HTMLInputElement | null>;
  onChange(value: string): void;
}) {
  return (
    <Field
      {...props}
      id={useId()}
      label={words.yourName}
      maxLength={limits.displayNameLength}
      autocomplete="name"
    />
  );
}

/** Why a text cannot be a name; the empty one has its own sentence. */
export function nameProblem(text: string): string {
  return text.trim() === '' ? words.nameMissing : words.nameUnusable;
}
