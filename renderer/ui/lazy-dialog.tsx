import type { Signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

type DialogType = ComponentType<{ onClose(): void }>;

/** A dialog that is loaded when it is wished for the first time; nobody else loads it. */
export function LazyDialog(props: { wish: Signal<boolean>; load: () => Promise<DialogType> }) {
  const { wish, load } = props;
  const [Dialog, setDialog] = useState<DialogType>();
  const wished = wish.value;
  useEffect(() => {
    if (!wished || Dialog) return;
    // A function as a state would be called.
    void load().then((loaded) => setDialog(() => loaded));
  }, [wished, Dialog, load]);
  if (!wished || !Dialog) return null;
  return (
    <Dialog
      onClose={() => {
        wish.value = false;
      }}
    />
  );
}
