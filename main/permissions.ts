/** What the page may ask of the system: what a meeting needs, and only for our own page. */
import type { Session } from 'electron';
import { originOf } from './pages.ts';

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type Permission = Parameters<RequestHandler>[1];

const allowed: ReadonlySet<Permission> = new Set<Permission>([
  'media',
  'display-capture',
  'speaker-selection',
  'clipboard-sanitized-write',
  'fullscreen',
  'automatic-fullscreen',
  'screen-wake-lock',
  // Servers on this computer and on this network, which Chromium keeps pages from by itself.
  'local-network-access',
  'local-network',
  'loopback-network',
]);

/** Everything that is not named above is refused, to everybody. */
export function limitPermissions(
  session: Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >,
  pageOrigin: string,
): void {
  const grants = (permission: Permission, url: string | undefined) =>
    allowed.has(permission) && url !== undefined && originOf(url) === pageOrigin;
  session.setPermissionRequestHandler((_contents, permission, decide, details) =>
    decide(details.isMainFrame && grants(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin, details) =>
    grants(permission, details.requestingUrl ?? origin),
  );
  session.setDevicePermissionHandler(() => false);
}
