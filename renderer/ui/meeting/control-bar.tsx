import { Settings, UserPlus } from 'lucide';
import type { RefObject } from 'preact';
import type { LocalMedia } from '../../media/media-state.ts';
import { ChatButton } from '../chat/chat-button.tsx';
import type { ChatPlace } from '../chat/chat-place.ts';
import { DeviceToggle } from '../device-toggle.tsx';
import { Icon } from '../icon.tsx';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';
import { LayoutMenu } from './layout-menu.tsx';
import { ShareButton } from './share-button.tsx';
import type { MeetingView } from './view.ts';

interface ControlBarProps {
  media: LocalMedia;
  view: MeetingView;
  shareButton: RefObject<HTMLButtonElement | null>;
  chat: ChatPlace;
  onInvite(): void;
  onLeave(): void;
}

export function ControlBar({ media, view, shareButton, chat, onInvite, onLeave }: ControlBarProps) {
  const { wishes } = useSurroundings();
  return (
    <section class="control-bar" aria-label={words.meeting.controls}>
      <DeviceToggle kind="microphone" media={media} />
      <DeviceToggle kind="camera" media={media} />
      <ShareButton screen={media.screen} button={shareButton} />
      <LayoutMenu view={view} />
      <ChatButton chat={chat.view} open={chat.open} button={chat.button} onToggle={chat.onToggle} />
      <button class="control" type="button" aria-haspopup="dialog" onClick={onInvite}>
        <Icon node={UserPlus} />
        <span class="tip">{words.invite.title}</span>
      </button>
      <button
        class="control"
        type="button"
        aria-haspopup="dialog"
        onClick={() => {
          wishes.settings.value = true;
        }}
      >
        <Icon node={Settings} />
        <span class="tip">{words.settings}</span>
      </button>
      <button class="button button-danger control-leave" type="button" onClick={onLeave}>
        {words.meeting.leave}
      </button>
    </section>
  );
}
