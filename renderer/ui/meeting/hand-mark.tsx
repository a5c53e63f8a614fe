import { Hand } from 'lucide';
import { Icon } from '../icon.tsx';
import { words } from '../words.ts';

/** A raised hand with its turn, counted from 1. */
export function HandMark({ turn }: { turn: number }) {
  return (
    <p class="hand-mark">
      <Icon node={Hand} small />
      <span aria-hidden="true">{turn}</span>
      <span class="visually-hidden">{words.view.handUp(turn)}</span>
    </p>
  );
}
