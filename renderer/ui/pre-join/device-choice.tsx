import { ChevronDown, type IconNode, Mic, Video, Volume2 } from 'lucide';
import { useId } from 'preact/hooks';
import type { Device, DeviceState, LocalKind, LocalMedia } from '../../media/media-state.ts';
import { Icon } from '../icon.tsx';
import { words } from '../words.ts';
import { LevelMeter } from './level-meter.tsx';
import { SpeakerTest } from './speaker-test.tsx';

type Kind = LocalKind | 'speaker';

const icons: Record<Kind, IconNode> = { camera: Video, microphone: Mic, speaker: Volume2 };

export function DeviceChoice({ media }: { media: LocalMedia }) {
  return (
    <div class="device-choice">
      <DeviceSelect kind="camera" devices={media.cameras.value} media={media} />
      <div class="device-metered">
        <DeviceSelect kind="microphone" devices={media.microphones.value} media={media} />
        <LevelMeter media={media} />
      </div>
      <SpeakerChoice media={media} />
    </div>
  );
}

/** The speaker, and a way to hear it. */
export function SpeakerChoice({ media }: { media: LocalMedia }) {
  return (
    <div class="device-speaker">
      <DeviceSelect kind="speaker" devices={media.speakers.value} media={media} />
      <SpeakerTest media={media} />
    </div>
  );
}

interface DeviceSelectProps {
  kind: Kind;
  devices: readonly Device[];
  media: LocalMedia;
}

export function DeviceSelect({ kind, devices, media }: DeviceSelectProps) {
  const id = useId();
  const chosen = media.chosen.value[kind];
  const label = words.preJoin[kind];
  const isListed = devices.some((device) => device.deviceId === chosen);
  const inUse = kind === 'speaker' ? undefined : trackOf(media[kind].value)?.label;
  return (
    <div class="device">
      <Icon node={icons[kind]} />
      <label class="visually-hidden" for={id}>
        {label}
      </label>
      <select
        id={id}
        value={isListed ? chosen : ''}
        disabled={devices.length === 0}
        onChange={(event) => void media.choose(kind, event.currentTarget.value)}
      >
        <option value="">
          {devices.length === 0
            ? words.preJoin.noDevice[kind]
            : words.preJoin.systemDefault(isListed ? undefined : inUse)}
        </option>
        {devices.map((device, index) => (
          <option key={device.deviceId} value={device.deviceId}>
            {/* Until the device may be used, the browser keeps its name to itself. */}
            {device.label || words.preJoin.unnamed(label, index + 1)}
          </option>
        ))}
      </select>
      <Icon node={ChevronDown} small />
    </div>
  );
}

function trackOf(state: DeviceState): MediaStreamTrack | undefined {
  return state.name === 'on' ? state.track : undefined;
}
