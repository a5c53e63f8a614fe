import { useEffect, useState } from 'preact/hooks';
import { DeviceSelect, SpeakerChoice } from '../pre-join/device-choice.tsx';
import { DeviceTroubles } from '../pre-join/device-troubles.tsx';
import { LevelMeter } from '../pre-join/level-meter.tsx';
import { useSurroundings } from '../surroundings.ts';
import { Section } from './rows.tsx';
import { settingsWords } from './settings-words.ts';

/** The devices of the meeting that is on, or else those of the next one. */
export function DeviceSettings() {
  const { presence, openMedia } = useSurroundings();
  const session = presence.value?.session;
  const isOver = session?.meeting.state.value.name === 'ended';
  const running = isOver ? undefined : session?.media;
  const [own] = useState(() => (running ? undefined : openMedia()));
  useEffect(() => () => own?.close(), [own]);
  const media = running ?? own;
  if (!media) return null;
  return (
    <Section title={settingsWords.devices}>
      <DeviceSelect kind="camera" devices={media.cameras.value} media={media} />
      <div class="device-metered">
        <DeviceSelect kind="microphone" devices={media.microphones.value} media={media} />
        {running && <LevelMeter media={media} />}
      </div>
      <SpeakerChoice media={media} />
      <DeviceTroubles media={media} />
    </Section>
  );
}
