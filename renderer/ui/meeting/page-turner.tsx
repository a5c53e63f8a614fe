import { ChevronLeft, ChevronRight } from 'lucide';
import type { StageLayout } from '../../state/stage-layout.ts';
import { Icon } from '../icon.tsx';
import { words } from '../words.ts';
import { boxStyle } from './box-style.ts';

interface PageTurnerProps {
  turning: NonNullable<StageLayout['turning']>;
  onTurn(page: number): void;
}

/** Leads to the people who do not fit. Goes round, so that no button is ever without a use. */
export function PageTurner({ turning, onTurn }: PageTurnerProps) {
  const { page, pages, box } = turning;
  return (
    <nav class="page-turner" aria-label={words.view.pages} style={boxStyle(box)}>
      <button
        class="button-icon"
        type="button"
        aria-label={words.view.previousPage}
        onClick={() => onTurn((page + pages - 1) % pages)}
      >
        <Icon node={ChevronLeft} />
      </button>
      <span role="status">{words.view.page(page + 1, pages)}</span>
      <button
        class="button-icon"
        type="button"
        aria-label={words.view.nextPage}
        onClick={() => onTurn((page + 1) % pages)}
      >
        <Icon node={ChevronRight} />
      </button>
    </nav>
  );
}
