import { Check, LayoutGrid } from 'lucide';
import { layoutChoices } from '../../state/casting.ts';
import { videoModes } from '../../state/picture-wish.ts';
import { Icon } from '../icon.tsx';
import { Popup } from '../popup.tsx';
import { words } from '../words.ts';
import type { MeetingView } from './view.ts';

/** How the people stand on this screen; nobody else's changes with it. */
export function LayoutMenu({ view }: { view: MeetingView }) {
  return (
    <Popup
      label={words.view.title}
      look="control"
      face={
        <>
          <Icon node={LayoutGrid} />
          <span class="tip">{words.view.title}</span>
        </>
      }
    >
      {() => <LayoutChoices view={view} />}
    </Popup>
  );
}

export function LayoutChoices({ view }: { view: MeetingView }) {
  const { layout, hideSelf, hideWithoutVideo } = view.wish;
  return (
    <>
      <fieldset class="popup-group">
        <legend>{words.view.layout}</legend>
        {layoutChoices.map((each) => (
          <label key={each} class="popup-item">
            <input
              class="visually-hidden"
              type="radio"
              name="layout"
              checked={each === layout}
              onChange={() => view.change({ layout: each })}
            />
            {words.view.layouts[each]}
            <Checked />
          </label>
        ))}
      </fieldset>
      <fieldset class="popup-group">
        <legend>{words.view.video}</legend>
        {videoModes.map((each) => (
          <label key={each} class="popup-item">
            <input
              class="visually-hidden"
              type="radio"
              name="video-mode"
              checked={each === view.videoMode}
              onChange={() => {
                view.videoMode = each;
              }}
            />
            {words.view.videoModes[each]}
            <Checked />
          </label>
        ))}
      </fieldset>
      <fieldset class="popup-group">
        <legend class="visually-hidden">{words.view.hide}</legend>
        <Switch
          label={words.view.hideSelf}
          checked={hideSelf}
          onChange={() => view.change({ hideSelf: !hideSelf })}
        />
        <Switch
          label={words.view.hideWithoutVideo}
          checked={hideWithoutVideo}
          onChange={() => view.change({ hideWithoutVideo: !hideWithoutVideo })}
        />
      </fieldset>
    </>
  );
}

function Switch(props: { label: string; checked: boolean; onChange(): void }) {
  return (
    <label class="popup-item">
      <input
        class="visually-hidden"
        type="checkbox"
        checked={props.checked}
        onChange={props.onChange}
      />
      {props.label}
      <Checked />
    </label>
  );
}

function Checked() {
  return (
    <span class="popup-check">
      <Icon node={Check} />
    </span>
  );
}
