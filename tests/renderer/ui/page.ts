/** The document as a person meets it: found by role and name, used by click and key. */
import { act } from 'preact/test-utils';

type Role =
  | 'alert'
  | 'button'
  | 'checkbox'
  | 'combobox'
  | 'group'
  | 'heading'
  | 'link'
  | 'radio'
  | 'status'
  | 'textbox';

const selectors: Record<Role, string> = {
  alert: '[role=alert]',
  button: 'button',
  checkbox: 'input[type=checkbox]',
  combobox: 'select',
  group: '[role=group]',
  heading: 'h1, h2',
  link: 'a[href]',
  radio: 'input[type=radio]',
  status: '[role=status]',
  textbox: 'input[type=text], input:not([type])',
};

export function all(role: Role, name?: string): HTMLElement[] {
  const elements = [...document.querySelectorAll<HTMLElement>(selectors[role])];
  return elements.filter((element) => name === undefined || nameOf(element) === name);
}

/** The only one of its role and name. */
export function the(role: Role, name?: string): HTMLElement {
  const found = all(role, name);
  const [first] = found;
  if (first && found.length === 1) return first;
  const others = all(role).map((element) => `"${nameOf(element)}"`);
  throw new Error(`${found.length} of ${role} "${name}"; there are: ${others.join(', ')}`);
}

/** Does something, and waits until all that follows from it by promises has been drawn. */
export async function settled(step: () => void): Promise<void> {
  await act(async () => {
    step();
    await new Promise((resolve) => setTimeout(resolve));
  });
}

export async function press(name: string): Promise<void> {
  await settled(() => the('button', name).click());
}

export async function type(name: string, text: string): Promise<void> {
  const field = the('textbox', name);
  if (!(field instanceof HTMLInputElement)) throw new Error(`${name} cannot be typed into`);
  await act(() => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

/** What is read out of an element, as accname computes it for the cases that occur here. */
function nameOf(element: HTMLElement): string {
  const label =
    element.getAttribute('aria-label') ??
    labelledBy(element) ??
    (element.id ? textOf(document.querySelector(`label[for="${element.id}"]`)) : undefined) ??
    textOf(element.closest('label')) ??
    textOf(element);
  return label ?? '';
}

function labelledBy(element: HTMLElement): string | undefined {
  const ids = element.getAttribute('aria-labelledby')?.split(' ');
  return ids?.map((id) => textOf(document.getElementById(id)) ?? '').join(' ');
}

export function textOf(node: Node | null): string | undefined {
  if (!node) return undefined;
  if (node instanceof Element && node.getAttribute('aria-hidden') === 'true') return '';
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  return [...node.childNodes].map((child) => textOf(child) ?? '').join('');
}
