/** What the tray shows, as a function of how things stand. Knows nothing of Electron. */
import type { LocalHostState } from './host.ts';

/** What an entry of the tray asks for. */
export type TrayAction =
  | 'open'
  | 'host'
  | 'stop-hosting'
  | `join-nearby:${string}`
  | `join-recent:${number}`
  | 'join-clipboard'
  | 'toggle-microphone'
  | 'toggle-camera'
  | 'leave'
  | 'restart-to-update'
  | 'quit';

export type MenuEntry =
  | { type: 'action'; id: TrayAction; label: string; enabled: boolean; checked?: boolean }
  | { type: 'separator' }
  | { type: 'submenu'; label: string; enabled: boolean; entries: MenuEntry[] };

export interface TrayState {
  host: LocalHostState['name'];
  /** Null while not in a meeting. */
  meeting: { roomName: string; muted: boolean; cameraOn: boolean } | null;
  nearby: readonly {
    key: string;
    roomName: string;
    hostName: string;
    people: number;
    own: boolean;
  }[];
  /** Newest first; `join-recent:<n>` counts from 0 in this order. */
  recent: readonly { roomName: string }[];
  /** A newer version that is ready, and whether nobody would notice a restart at this time. */
  update: { version: string; now: boolean } | null;
  /** Whether a meeting link is on the clipboard. */
  clipboardLink: boolean;
}

export type TrayIcon = 'idle' | 'hosting' | 'meeting' | 'muted';

const mostRooms = 5;
const longestLabel = 60;
const separator: MenuEntry = { type: 'separator' };

/** The meeting counts for more than the hosting: it is what one must not forget. */
export function trayIcon({ host, meeting }: TrayState): TrayIcon {
  if (meeting) return meeting.muted ? 'muted' : 'meeting';
  return host === 'running' ? 'hosting' : 'idle';
}

/** One line beside the icon. */
export function trayTooltip({ host, meeting }: TrayState): string {
  if (meeting) {
    const muted = meeting.muted ? ' (muted)' : '';
    return `Parley: in ${shorten(meeting.roomName)}${muted}`;
  }
  return host === 'running' ? 'Parley: hosting a room' : 'Parley';
}

/** All groups in their order, with a line between those that are there. */
export function trayMenu(state: TrayState): MenuEntry[] {
  const groups = [
    [action('open', 'Open Parley')],
    meetingEntries(state),
    joinEntries(state),
    [hostEntry(state)],
    [...updateEntries(state), action('quit', 'Quit Parley')],
  ].filter((group) => group.length > 0);
  return groups.flatMap((group, index) => (index === 0 ? group : [separator, ...group]));
}

function meetingEntries({ meeting }: TrayState): MenuEntry[] {
  if (!meeting) return [];
  return [
    { ...action('toggle-microphone', 'Microphone'), checked: !meeting.muted },
    { ...action('toggle-camera', 'Camera'), checked: meeting.cameraOn },
    action('leave', `Leave ${inMenu(meeting.roomName)}`),
  ];
}

/** Nobody is in two meetings: one is left before another is joined. */
function joinEntries({ meeting, nearby, recent, clipboardLink }: TrayState): MenuEntry[] {
  if (meeting) return [];
  const near = nearby
    .filter(({ own }) => !own)
    .slice(0, mostRooms)
    .map(({ key, roomName, hostName, people }) =>
      action(
        `join-nearby:${key}`,
        `${inMenu(roomName)} – ${inMenu(hostName)}, ${peopleOf(people)}`,
      ),
    );
  const past = recent
    .slice(0, mostRooms)
    .map(({ roomName }, index) => action(`join-recent:${index}`, inMenu(roomName)));
  return [
    submenu('Join nearby', near),
    submenu('Join again', past),
    action('join-clipboard', 'Join the link on the clipboard', clipboardLink),
  ];
}

function hostEntry({ host, meeting }: TrayState): MenuEntry {
  switch (host) {
    case 'stopped':
    case 'failed':
      return action('host', 'Host a room', !meeting);
    case 'starting':
      return action('host', 'Opening a room…', false);
    case 'running':
      return action('stop-hosting', 'Stop hosting');
    case 'stopping':
      return action('stop-hosting', 'Closing the room…', false);
  }
}

function updateEntries({ update }: TrayState): MenuEntry[] {
  if (!update) return [];
  return [
    action('restart-to-update', `Restart to update to ${shorten(update.version)}`, update.now),
  ];
}

function action(
  id: TrayAction,
  label: string,
  enabled = true,
): Extract<MenuEntry, { type: 'action' }> {
  return { type: 'action', id, label, enabled };
}

function submenu(label: string, entries: MenuEntry[]): MenuEntry {
  return { type: 'submenu', label, enabled: entries.length > 0, entries };
}

function peopleOf(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

/** Names were given by others, so they are cut. */
function shorten(name: string): string {
  const characters = [...name];
  if (characters.length <= longestLabel) return name;
  return `${characters.slice(0, longestLabel - 1).join('')}…`;
}

/** As a part of a label: menus underline what follows a single ampersand. */
function inMenu(name: string): string {
  return shorten(name).replaceAll('&', '&&');
}
