import { useEffect, useState } from 'preact/hooks';
import type { ChatPanel, ChatPanelProps } from './chat-panel.tsx';

/** The chat, which is loaded when it is first opened. */
export function LazyChatPanel(props: ChatPanelProps) {
  const [loaded, setLoaded] = useState<{ Panel: typeof ChatPanel }>();
  useEffect(() => {
    let wanted = true;
    void import('./chat-panel.tsx').then(({ ChatPanel: Panel }) => {
      if (wanted) setLoaded({ Panel });
    });
    return () => {
      wanted = false;
    };
  }, []);
  return loaded ? <loaded.Panel {...props} /> : null;
}
