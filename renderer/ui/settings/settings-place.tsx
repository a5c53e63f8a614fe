import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useSurroundings } from '../surroundings.ts';

/** The settings when they are wished for; nobody else loads them. */
export function SettingsPlace() {
  const { wishes } = useSurroundings();
  const [Dialog, setDialog] = useState<ComponentType<{ onClose(): void }>>();
  const wished = wishes.settings.value;
  useEffect(() => {
    if (!wished || Dialog) return;
    // A function as a state would be called.
    void import('./settings-dialog.tsx').then((loaded) => setDialog(() => loaded.SettingsDialog));
  }, [wished, Dialog]);
  if (!wished || !Dialog) return null;
  return (
    <Dialog
      onClose={() => {
        wishes.settings.value = false;
      }}
    />
  );
}
