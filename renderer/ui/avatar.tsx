/** Initials on a colour of their own; the name always stands beside it. */
export function Avatar(props: { initials: string; hue: number; large?: boolean }) {
  return (
    <span
      class={props.large ? 'avatar avatar-large' : 'avatar'}
      style={{ '--hue': `${props.hue}` }}
      aria-hidden="true"
    >
      {props.initials}
    </span>
  );
}
