import type { MeetingReport } from '../preload/contract.ts';
import type { RecentRoom } from '../preload/settings.ts';

const most = 8;

/** The list with the room of this meeting in front, or undefined if nothing is to be remembered. */
export function withMeeting(
  recent: readonly RecentRoom[],
  meeting: MeetingReport,
  now: number,
): RecentRoom[] | undefined {
  if (meeting.state !== 'joined' || !meeting.invite) return undefined;
  const { invite: link, roomName } = meeting;
  if (recent[0]?.link === link && recent[0].roomName === roomName) return undefined;
  const others = recent.filter((room) => room.link !== link);
  return [{ link, roomName, joinedAt: now }, ...others].slice(0, most);
}
