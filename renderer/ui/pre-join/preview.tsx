import type { DeviceState, LocalMedia } from '../../media/media-state.ts';
import { isWanted } from '../../state/device.ts';
import { hueOf, initials } from '../../state/person.ts';
import { Avatar } from '../avatar.tsx';
import { DeviceToggle } from '../device-toggle.tsx';
import { Picture } from '../picture.tsx';
import { words } from '../words.ts';

/** Oneself as in a mirror. */
export function Preview({ media, name }: { media: LocalMedia; name: string }) {
  const camera = media.camera.value;
  const person = name.trim();
  return (
    <section class="preview" aria-label={words.preJoin.preview}>
      <div class="preview-empty">
        <Avatar initials={initials(person)} hue={hueOf(person)} large />
        <p>{whyEmpty(camera)}</p>
      </div>
      {camera.name === 'on' && <Picture track={camera.track} mirrored />}
      <div class="preview-controls">
        <DeviceToggle kind="microphone" media={media} />
        <DeviceToggle kind="camera" media={media} />
      </div>
    </section>
  );
}

function whyEmpty(camera: DeviceState): string {
  return isWanted(camera) ? words.preJoin.cameraStarting : words.preJoin.cameraOff;
}
