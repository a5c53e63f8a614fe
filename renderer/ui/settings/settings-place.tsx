import { LazyDialog } from '../lazy-dialog.tsx';
import { useSurroundings } from '../surroundings.ts';

const load = async () => (await import('./settings-dialog.tsx')).SettingsDialog;

export function SettingsPlace() {
  return <LazyDialog wish={useSurroundings().wishes.settings} load={load} />;
}
