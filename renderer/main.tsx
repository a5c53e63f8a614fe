/** Puts the page together; everything below is handed what it needs. */
import './ui/styles/base.css';
import { computed, type ReadonlySignal } from '@preact/signals';
import { render } from 'preact';
import { openCall } from './call/open-call.ts';
import { type AudioProcessing, fullProcessing } from './media/devices.ts';
import { MachineMedia } from './media/local-media.ts';
import { BrowserShell } from './shell/browser-shell.ts';
import type { Shell } from './shell/shell.ts';
import { chooseLanguage } from './state/language.ts';
import { readLanguage } from './state/preferences.ts';
import { guardedStorage } from './state/storage.ts';
import { App } from './ui/app.tsx';
import { speak } from './ui/languages/language.ts';
import { NotStarted } from './ui/not-started.tsx';
import { Notices } from './ui/notices.ts';
import { createRouter } from './ui/router.ts';
import { quietScreens, type Surroundings } from './ui/surroundings.ts';

const storage = guardedStorage(() => localStorage);

async function openShell(): Promise<Shell> {
  const { parley, location, navigator } = window;
  if (!parley) return new BrowserShell({ storage, location, clipboard: navigator.clipboard });
  // Browsers load nothing of it.
  const { openDesktopShell } = await import('./shell/desktop-shell.ts');
  return openDesktopShell(parley, storage);
}

function surround(shell: Shell): Surroundings {
  // Undefined in an insecure context, whatever its type says.
  const access = navigator.mediaDevices;
  const processing = processingOf(shell);
  const videoMode = computed(() => shell.preferences.value.videoMode);
  const openMedia = () => new MachineMedia({ access, storage: shell.devices, processing });
  return {
    ...quietScreens(),
    router: createRouter(window, shell.homeOrigin),
    shell,
    notices: new Notices(),
    openMedia,
    openSession: (place) => {
      const media = openMedia();
      return { meeting: openCall(place, media, videoMode), media };
    },
  };
}

/** The same object for as long as nothing of it changes, so that no microphone is opened in vain. */
function processingOf({ preferences }: Shell): ReadonlySignal<AudioProcessing> {
  let known = fullProcessing;
  return computed(() => {
    const { echoCancellation, noiseSuppression, autoGainControl } = preferences.value;
    const now = { echoCancellation, noiseSuppression, autoGainControl };
    if (JSON.stringify(now) !== JSON.stringify(known)) known = now;
    return known;
  });
}

const root = document.getElementById('app');
if (!root) throw new Error('index.html has lost its #app');
const spoken = chooseLanguage(readLanguage(storage), navigator.languages);
Promise.all([openShell(), speak(spoken, document.documentElement)]).then(
  ([shell]) => render(<App surroundings={surround(shell)} />, root),
  (error: unknown) => render(<NotStarted error={error} />, root),
);
