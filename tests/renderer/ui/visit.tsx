/** The whole interface in a document, with fakes at its edges. */
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { BrowserShell } from '../../../renderer/shell/browser-shell.ts';
import { openDesktopShell } from '../../../renderer/shell/desktop-shell.ts';
import type { RoomPlace, Shell } from '../../../renderer/shell/shell.ts';
import { guardedStorage, type Storage } from '../../../renderer/state/storage.ts';
import { App } from '../../../renderer/ui/app.tsx';
import { Notices } from '../../../renderer/ui/notices.ts';
import { createRouter } from '../../../renderer/ui/router.ts';
import { quietScreens, type Surroundings } from '../../../renderer/ui/surroundings.ts';
import type { FakeBridge } from '../shell/fake-bridge.ts';
import { FakeMedia, FakeMeeting, room } from './fake-session.ts';

export interface Visit {
  storage: Storage;
  /** Rooms that were opened, and the fakes behind the newest. */
  opened: RoomPlace[];
  meeting: FakeMeeting;
  media: FakeMedia;
  /** Other servers that were gone to. */
  visited: string[];
  copied: string[];
  clipboard: { works: boolean };
  end(): Promise<void>;
}

interface VisitOptions {
  path: string;
  name?: string;
  stored?: Record<string, unknown>;
  /** The app around the page; a browser without it. */
  app?: FakeBridge;
  /** Sets the fakes up before the screens see them. */
  before?(meeting: FakeMeeting, media: FakeMedia): void;
}

/** Opens the page at a path, as somebody who was, or was not, here before. */
export async function visit({ path, name, stored, app, before }: VisitOptions): Promise<Visit> {
  history.replaceState(null, '', path);
  const storage = memory({
    ...(name === undefined ? {} : { 'parley.preferences': { displayName: name } }),
    ...stored,
  });
  const root = document.createElement('div');
  document.body.append(root);
  const current: Visit = {
    storage,
    opened: [],
    meeting: new FakeMeeting(),
    media: new FakeMedia(),
    visited: [],
    copied: [],
    clipboard: { works: true },
    end: async () => {
      await act(() => render(null, root));
      root.remove();
    },
  };
  const shell = app ? await openDesktopShell(app.bridge, storage) : browserShell(current);
  const surroundings: Surroundings = {
    ...quietScreens(),
    router: createRouter(window, shell.homeOrigin),
    shell,
    notices: new Notices(),
    openMedia: () => new FakeMedia(),
    openSession: (opened) => {
      current.opened.push(opened);
      current.meeting = new FakeMeeting();
      current.media = new FakeMedia();
      current.meeting.answer = { name: 'ready', room: room({ roomId: opened.roomId }) };
      before?.(current.meeting, current.media);
      return { meeting: current.meeting, media: current.media };
    },
  };
  await act(async () => render(<App surroundings={surroundings} />, root));
  return current;
}

function browserShell(current: Visit): Shell {
  return new BrowserShell({
    storage: current.storage,
    location: {
      protocol: 'http:',
      hostname: 'localhost',
      port: '7780',
      origin: 'http://localhost:7780',
      assign: (url) => void current.visited.push(url),
    },
    clipboard: {
      writeText: async (text) => {
        if (!current.clipboard.works) throw new DOMException('denied', 'NotAllowedError');
        current.copied.push(text);
      },
    },
  });
}

function memory(stored: Record<string, unknown>): Storage {
  const values = new Map(
    Object.entries(stored).map(([key, value]) => [key, JSON.stringify(value)] as const),
  );
  return guardedStorage(() => ({
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
  }));
}
