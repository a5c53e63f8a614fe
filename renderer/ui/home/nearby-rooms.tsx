import { Wifi, WifiOff } from 'lucide';
import type { NearbyRoom, NearbyState } from '../../../preload/contract.ts';
import type { Desktop } from '../../shell/shell.ts';
import { Icon } from '../icon.tsx';
import { OpenProblem } from '../problem.tsx';
import { words } from '../words.ts';
import type { Opening } from './opening.ts';
import { RoomRow } from './room-row.tsx';

/** Rooms on this network, as they come and go; where there are none, it says why. */
export function NearbyRooms({ desktop, opening }: { desktop: Desktop; opening: Opening }) {
  const nearby = desktop.nearby.value;
  const { rooms } = nearby;
  const { refused } = opening;
  const browsing = nearby.status === 'browsing';
  return (
    <section aria-labelledby="nearby-title">
      <div class="section-head">
        <h2 id="nearby-title">{words.nearby.title}</h2>
        <span class="section-note">
          <Icon node={browsing ? Wifi : WifiOff} small />
          {browsing ? words.nearby.browsing : words.nearby.notBrowsing}
        </span>
      </div>
      {refused?.way.startsWith('nearby ') && <OpenProblem error={refused.error} />}
      {/* Read out when rooms come and go, which the list itself must not be on every change. */}
      <p class={rooms.length > 0 ? 'visually-hidden' : 'muted'} role="status">
        {rooms.length > 0 ? words.nearby.count(rooms.length) : whyEmpty(nearby)}
      </p>
      {nearby.status === 'off' && (
        <button
          class="button"
          type="button"
          onClick={() => void desktop.changeSettings({ nearby: true })}
        >
          {words.nearby.turnOn}
        </button>
      )}
      {rooms.length > 0 && (
        <ul class="rooms">
          {rooms.map((room) => (
            <NearbyRow key={room.key} room={room} desktop={desktop} opening={opening} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface NearbyRowProps {
  room: NearbyRoom;
  desktop: Desktop;
  opening: Opening;
}

function NearbyRow({ room, desktop, opening }: NearbyRowProps) {
  const { key, roomName, hostName, people, locked, own } = room;
  const way = `nearby ${key}` as const;
  return (
    <RoomRow
      roomName={roomName}
      detail={words.nearby.detail(people, own ? undefined : hostName, locked)}
      action={own ? words.hosting.enter : locked ? words.nearby.knock : words.join}
      live
      locked={locked}
      busy={opening.busy === way}
      onOpen={() => opening.open(way, () => desktop.joinNearby(key))}
    />
  );
}

function whyEmpty({ status, message }: NearbyState): string {
  const why = words.nearby.empty[status];
  return message === undefined ? why : `${why} ${message}`;
}
