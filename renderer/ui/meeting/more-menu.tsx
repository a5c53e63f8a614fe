import {
  Ellipsis,
  Hand,
  type IconNode,
  Keyboard,
  PictureInPicture2,
  ScreenShare,
  Settings,
  UserPlus,
  Users,
} from 'lucide';
import { Icon } from '../icon.tsx';
import { Popup } from '../popup.tsx';
import { useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';
import type { ControlBarProps } from './control-bar.tsx';
import { ReactionChoices, toggleHand } from './gesture-buttons.tsx';
import { LayoutChoices } from './layout-menu.tsx';
import { canFloat } from './pip/can-float.ts';
import { toggleShare } from './share-button.tsx';

/** What is rare, and in a narrow window also what the bar has no room for. */
export function MoreMenu(props: ControlBarProps) {
  return (
    <Popup
      label={words.view.more}
      look="control"
      face={
        <>
          <Icon node={Ellipsis} />
          <span class="tip">{words.view.more}</span>
        </>
      }
    >
      {(close) => <MoreItems {...props} close={close} />}
    </Popup>
  );
}

function MoreItems({
  meeting,
  media,
  view,
  onPeople,
  onInvite,
  onShortcuts,
  close,
}: ControlBarProps & { close(): void }) {
  const { shell, notices, wishes } = useSurroundings();
  const sharing = media.screen.state.value.name === 'on';
  const handUp = meeting.participants.value.some(
    ({ self, handRaisedAt }) => self && handRaisedAt !== null,
  );
  const item = (icon: IconNode, label: string, run: () => void, keys?: string) => (
    <Item
      icon={icon}
      label={label}
      keys={keys}
      onPress={() => {
        close();
        run();
      }}
    />
  );
  return (
    <>
      <div class="popup-group popup-narrow">
        <ReactionChoices meeting={meeting} onDone={close} />
        {item(
          Hand,
          handUp ? words.view.lowerHand : words.view.raiseHand,
          () => void toggleHand(meeting, notices),
        )}
        {media.screen.available &&
          item(ScreenShare, sharing ? words.screen.stopSharing : words.screen.share, () =>
            toggleShare(media.screen, shell),
          )}
        {item(Users, words.view.people, onPeople)}
      </div>
      <div class="popup-narrow">
        <LayoutChoices view={view} />
      </div>
      <div class="popup-group">
        {canFloat() && item(PictureInPicture2, words.view.float, () => view.float(true))}
        {item(UserPlus, words.invite.title, onInvite)}
        {item(Keyboard, words.view.shortcuts, onShortcuts, '?')}
        {item(Settings, words.settings, () => {
          wishes.settings.value = true;
        })}
      </div>
    </>
  );
}

interface ItemProps {
  icon: IconNode;
  label: string;
  keys: string | undefined;
  onPress(): void;
}

function Item({ icon, label, keys, onPress }: ItemProps) {
  return (
    <button class="popup-item" type="button" onClick={onPress}>
      <Icon node={icon} />
      {label}
      {keys !== undefined && (
        <span class="popup-keys" aria-hidden="true">
          {keys}
        </span>
      )}
    </button>
  );
}
