import type { IconNode } from 'lucide';
import { h } from 'preact';

interface IconProps {
  node: IconNode;
  small?: boolean;
  /** Drawn in the colour of what is switched off. */
  off?: boolean;
}

/** A drawing only: what it stands beside, or inside of, carries the name. */
export function Icon({ node, small = false, off = false }: IconProps) {
  return (
    <svg
      class={small ? 'icon icon-small' : 'icon'}
      data-off={off}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      {node.map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
