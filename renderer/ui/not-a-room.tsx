import { Mark } from './mark.tsx';
import { useScreen } from './screen.ts';
import { useSurroundings } from './surroundings.ts';
import { words } from './words.ts';

export function NotARoom() {
  const { router } = useSurroundings();
  const heading = useScreen(words.notARoom.title);
  return (
    <main class="plain">
      <Mark />
      <h1 tabIndex={-1} ref={heading}>
        {words.notARoom.title}
      </h1>
      <p class="muted">{words.notARoom.text}</p>
      <div class="actions">
        <button class="button button-primary" type="button" onClick={() => router.goHome()}>
          {words.backToHome}
        </button>
      </div>
    </main>
  );
}
