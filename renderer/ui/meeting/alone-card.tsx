import type { InviteLinks } from '../../state/invite-links.ts';
import { words } from '../words.ts';
import { InviteCode } from './invite-code.tsx';
import { LinkField } from './link-field.tsx';

/** The one thing to do in an empty room: fetch somebody. */
export function AloneCard({ links }: { links: InviteLinks }) {
  return (
    <section class="card alone-card" aria-labelledby="alone-title">
      <h2 id="alone-title">{words.invite.alone}</h2>
      <p class="muted">{words.invite.aloneHint}</p>
      <LinkField
        label={words.invite.webLink}
        link={links.web}
        copy={words.invite.copy}
        copied={words.invite.copied}
        primary
      />
      <InviteCode link={links.web} />
      {links.selfSigned && <p class="fine-print">{words.invite.certificate}</p>}
    </section>
  );
}
