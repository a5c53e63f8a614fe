import { X } from 'lucide';
import { Icon } from './icon.tsx';
import { useSurroundings } from './surroundings.ts';
import { words } from './words.ts';

/** Always in the document, because a live region that comes with its text is not read out. */
export function NoticeList() {
  const { notices } = useSurroundings();
  return (
    <div class="notices" role="status">
      {notices.shown.value.map(({ id, text, kept, act }) => (
        <div class={kept || act ? 'notice notice-kept' : 'notice'} key={id}>
          <p>{text}</p>
          {act && (
            <button
              class={kept ? 'button button-primary' : 'button notice-action'}
              type="button"
              onClick={() => {
                if (!kept) notices.dismiss(id);
                act.run();
              }}
            >
              {act.label}
            </button>
          )}
          {(kept || act) && (
            <button
              class="button-icon"
              type="button"
              aria-label={words.dismiss}
              onClick={() => notices.dismiss(id)}
            >
              <Icon node={X} small />
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
