import { type ChatPart, parseChat } from '../../state/chat-text.ts';
import { followLink } from '../desktop/commands.ts';
import { useSurroundings } from '../surroundings.ts';

interface MessageTextProps {
  text: string;
  /** Names that count as mentions. */
  names: readonly string[];
}

/** Plain text with what was recognised in it; never anything that came as markup. */
export function MessageText({ text, names }: MessageTextProps) {
  return (
    <div class="chat-text">
      {parseChat(text, names).map((block, index) =>
        block.kind === 'code' ? (
          <pre key={index} tabIndex={-1}>
            <code>{block.text}</code>
          </pre>
        ) : (
          <p key={index} dir="auto">
            {block.parts.map((part, place) => (
              <Part key={place} part={part} />
            ))}
          </p>
        ),
      )}
    </div>
  );
}

function Part({ part }: { part: ChatPart }) {
  switch (part.kind) {
    case 'text':
      return <>{part.text}</>;
    case 'code':
      return <code>{part.text}</code>;
    case 'mention':
      return <span class="chat-mention">{part.text}</span>;
    case 'link':
      return <Link text={part.text} href={part.href} />;
  }
}

/**
 * Opens outside of this page; a meeting's link in the app itself, where that is around us. The app
 * opens nothing that is not encrypted (main/security.ts), and a link that does nothing is none.
 */
function Link({ text, href }: { text: string; href: string }) {
  const surroundings = useSurroundings();
  const { desktop } = surroundings.shell;
  if (desktop && href.startsWith('http:')) return <>{text}</>;
  const inApp = desktop !== undefined && href.startsWith('parley:');
  return (
    <a
      href={href}
      target={href.startsWith('parley:') ? undefined : '_blank'}
      rel="noopener noreferrer"
      onClick={(event) => {
        if (!inApp) return;
        event.preventDefault();
        void followLink(href, surroundings);
      }}
    >
      {text}
    </a>
  );
}
