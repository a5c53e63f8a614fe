import { LazyDialog } from '../lazy-dialog.tsx';
import { useSurroundings } from '../surroundings.ts';

const load = async () => (await import('./statistics-dialog.tsx')).StatisticsDialog;

export function StatisticsPlace() {
  return <LazyDialog wish={useSurroundings().wishes.statistics} load={load} />;
}
