import { useSignalEffect } from '@preact/signals';
import type { Meeting } from '../../call/call-state.ts';
import type { MeetingView } from './view.ts';

/** Plays everybody as loud as this person has set them to be, newcomers from their first word on. */
export function useVolumes(meeting: Meeting, view: MeetingView): void {
  useSignalEffect(() => {
    for (const { self, peerId, displayName } of meeting.participants.value) {
      if (self) continue;
      const volume = view.isSilenced(displayName) ? 0 : view.volumeOf(displayName);
      meeting.setVolume(peerId, volume);
    }
  });
}
