import { type ReadonlySignal, signal } from '@preact/signals';
import type { RoomPlace } from '../shell/shell.ts';
import { pathOf, type Route, routeOf } from '../state/route.ts';

/** A screen, with all that it takes to show it. */
export type Destination =
  | Exclude<Route, { name: 'room' }>
  | {
      name: 'room';
      place: RoomPlace;
      /** Differs each time one goes to a room, even to the same one. */
      visit: number;
    };

/** The address bar as a signal. */
export interface Router {
  readonly destination: ReadonlySignal<Destination>;
  goHome(): void;
  goToRoom(place: RoomPlace): void;
}

/**
 * A room's server and the name it was given stand in the history's state and not in the address:
 * both survive a reload, and no link can bring them along. In a browser every room is the server's
 * that the page came from, `homeOrigin`.
 */
export function createRouter(window: Window, homeOrigin: string | undefined): Router {
  const { history, location } = window;
  let visit = 0;
  const here = (): Destination => {
    const route = routeOf(location.pathname);
    if (route.name !== 'room') return route;
    const origin = homeOrigin ?? stated(history.state, 'origin');
    // A room's address without its server, which only a stranger would open.
    if (origin === undefined) return { name: 'not-a-room' };
    const roomName = stated(history.state, 'roomName');
    const place = { origin, roomId: route.roomId, ...(roomName !== undefined && { roomName }) };
    return { name: 'room', place, visit };
  };
  const destination = signal(here());
  const read = () => {
    const next = here();
    // A change of the fragment alone is no new screen.
    if (JSON.stringify(next) !== JSON.stringify(destination.value)) destination.value = next;
  };
  // Whatever else was asked for, this is home, and the address says so.
  if (destination.value.name === 'home' && location.pathname !== '/') {
    history.replaceState(null, '', '/');
  }
  window.addEventListener('popstate', read);

  const go = (path: string, state: Omit<RoomPlace, 'roomId'> | null) => {
    history.pushState(state, '', path);
    read();
  };
  return {
    destination,
    goHome: () => go('/', null),
    goToRoom: ({ roomId, ...state }) => {
      visit += 1;
      go(pathOf({ name: 'room', roomId }), state);
    },
  };
}

function stated(state: unknown, field: keyof RoomPlace): string | undefined {
  if (typeof state !== 'object' || state === null || !(field in state)) return undefined;
  const value: unknown = Reflect.get(state, field);
  return typeof value === 'string' ? value : undefined;
}
