import { useEffect, useRef, useState } from 'preact/hooks';
import { chatWords } from './chat-words.ts';

interface EmojiPickerProps {
  onPick(emoji: string): void;
  /** Escape was pressed. */
  onClose(): void;
  onGone(): void;
}

const columns = 8;
/** Those that meetings are full of; keyboards and systems have all the others. */
const emojis = [
  ...['👍', '👎', '👏', '🙏', '👋', '💪', '🙌', '✋'],
  ...['😀', '😄', '😂', '🙂', '😉', '😊', '😍', '🤔'],
  ...['😅', '😎', '😮', '😢', '😴', '🤷', '🤦', '🎉'],
  ...['❤️', '🔥', '⭐', '💡', '✅', '❌', '❓', '👀'],
  ...['☕', '🍕', '🎂', '🚀', '🐛', '🔧', '📎', '⏰'],
];

/** A small board: one stop for Tab, and arrow keys within. */
export function EmojiPicker({ onPick, onClose, onGone }: EmojiPickerProps) {
  const board = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  useEffect(() => {
    board.current?.querySelectorAll('button')[at]?.focus();
  }, [at]);
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
  };
  return (
    <div
      class="emojis"
      ref={board}
      role="toolbar"
      aria-label={chatWords.emoji}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          onGone();
          onClose();
        }
        const step = steps[event.key];
        if (step === undefined) return;
        event.preventDefault();
        setAt(Math.min(Math.max(at + step, 0), emojis.length - 1));
      }}
    >
      {emojis.map((emoji, index) => (
        <button
          class="emoji"
          key={emoji}
          type="button"
          tabIndex={index === at ? 0 : -1}
          onClick={() => onPick(emoji)}
        >
          {emoji}
        </button>
      ))}
    </div>
  );
}
