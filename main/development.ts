import type { Session } from 'electron';

const sockets = { urls: ['ws://*/*', 'wss://*/*'] };

/**
 * The development server's page names itself as the origin of its sockets, which servers refuse as
 * they refuse any page of others. It stands in for the app's page, and so it takes its name.
 */
export function nameAsPage(session: Pick<Session, 'webRequest'>, origin: string): void {
  session.webRequest.onBeforeSendHeaders(sockets, ({ requestHeaders }, go) =>
    go({ requestHeaders: { ...requestHeaders, Origin: origin } }),
  );
}
