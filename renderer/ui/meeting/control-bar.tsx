import { LogOut } from 'lucide';
import type { RefObject } from 'preact';
import type { Meeting } from '../../call/call-state.ts';
import type { LocalMedia } from '../../media/media-state.ts';
import { ChatButton } from '../chat/chat-button.tsx';
import type { ChatPlace } from '../chat/chat-place.ts';
import { DeviceToggle } from '../device-toggle.tsx';
import { Icon } from '../icon.tsx';
import { words } from '../words.ts';
import { HandButton, ReactionMenu } from './gesture-buttons.tsx';
import { LayoutMenu } from './layout-menu.tsx';
import { MoreMenu } from './more-menu.tsx';
import { PeopleButton } from './people-button.tsx';
import { ShareButton } from './share-button.tsx';
import type { MeetingView } from './view.ts';
import './control-bar.css';

export interface ControlBarProps {
  meeting: Meeting;
  media: LocalMedia;
  view: MeetingView;
  shareButton: RefObject<HTMLButtonElement | null>;
  chat: ChatPlace;
  onPeople(): void;
  onInvite(): void;
  onShortcuts(): void;
  onLeave(): void;
}

/** What a narrow window has no room for stands in the menu at the end instead. */
export function ControlBar(props: ControlBarProps) {
  const { meeting, media, view, shareButton, chat, onPeople, onLeave } = props;
  return (
    <section class="control-bar" aria-label={words.meeting.controls}>
      <DeviceToggle kind="microphone" media={media} />
      <DeviceToggle kind="camera" media={media} />
      <span class="control-roomy">
        <ShareButton screen={media.screen} button={shareButton} />
        <HandButton meeting={meeting} />
        <ReactionMenu meeting={meeting} />
        <PeopleButton view={view} people={meeting.participants.value} onToggle={onPeople} />
      </span>
      <ChatButton chat={chat.view} open={chat.open} button={chat.button} onToggle={chat.onToggle} />
      <span class="control-roomy">
        <LayoutMenu view={view} />
      </span>
      <MoreMenu {...props} />
      <button class="button button-danger control-leave" type="button" onClick={onLeave}>
        <span class="control-leave-text">{words.meeting.leave}</span>
        <Icon node={LogOut} />
      </button>
    </section>
  );
}
