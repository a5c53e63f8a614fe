/** Calls of the page to the main process, as its screens make them, without the screens. */
import type { Page } from 'playwright/test';
import type { HostState } from '../../../preload/contract.ts';

export const anasRoom = { roomId: 'anas-room', roomName: "Ana's room", displayName: 'Ana' };

/** A meeting on a server that nobody asks. */
export const tea = {
  state: 'joined' as const,
  origin: 'https://192.168.1.4:7780',
  roomId: 'x',
  roomName: 'Tea',
  muted: false,
  cameraOn: true,
  people: 2,
};

/** Opens a room on this computer. @throws Error if it is not open then */
export async function startHost(
  page: Page,
  room = anasRoom,
): Promise<Extract<HostState, { name: 'running' }>> {
  const answer = await page.evaluate((each) => window.parley?.startHost(each), room);
  if (!answer?.ok || answer.data.name !== 'running') throw new Error(JSON.stringify(answer));
  return answer.data;
}

/** Says what the meeting is like, as far as the tray, the shortcuts and the rest are concerned. */
export async function reportMeeting(
  page: Page,
  meeting: (typeof tea & { invite?: string }) | { state: 'none' },
): Promise<void> {
  const answer = await page.evaluate((each) => window.parley?.reportMeeting(each), meeting);
  if (!answer?.ok) throw new Error(JSON.stringify(answer));
}
