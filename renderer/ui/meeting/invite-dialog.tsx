import type { InviteLinks } from '../../state/invite-links.ts';
import { Dialog } from '../dialog.tsx';
import { words } from '../words.ts';
import { InviteCode } from './invite-code.tsx';
import { LinkField } from './link-field.tsx';

/** Every way into the room, for those who want another than the copied link. */
export function InviteDialog({ links, onClose }: { links: InviteLinks; onClose(): void }) {
  return (
    <Dialog title={words.invite.title} onClose={onClose}>
      {() => (
        <>
          <InviteCode link={links.web} />
          <LinkField
            label={words.invite.webLink}
            link={links.web}
            copy={words.invite.copyLink}
            copied={words.invite.copied}
          />
          <LinkField
            label={words.invite.appLink}
            link={links.app}
            copy={words.invite.copyAppLink}
            copied={words.invite.appCopied}
          />
          {links.selfSigned && <p class="fine-print">{words.invite.certificate}</p>}
        </>
      )}
    </Dialog>
  );
}
