import type { HostState } from '../../../preload/contract.ts';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';

export interface Hosting {
  /** The server of this computer, while people can come in; always undefined in a browser. */
  running: Extract<HostState, { name: 'running' }> | undefined;
  /** Ends the hosting: at once while nobody is there, and after a question otherwise. */
  askToStop(): void;
}

export function useHosting(): Hosting {
  const { shell, question } = useSurroundings();
  const host = shell.desktop?.host.value;
  const running = host?.name === 'running' ? host : undefined;
  const stop = () => void shell.desktop?.stopHost();
  const askToStop = () => {
    if (!running || running.people === 0) return stop();
    question.value = {
      title: words.question.stopHosting.title(running.roomName),
      text: words.question.stopHosting.text(running.people),
      act: { label: words.hosting.stop, run: stop },
    };
  };
  return { running, askToStop };
}
