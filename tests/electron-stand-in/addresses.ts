/**
 * Plain Chromium knows no `app:` pages. Each is shown under an https address that only this browser
 * answers, and is called by its own name towards the app.
 */
const schemes = new Set<string>();

export function addScheme(scheme: string): void {
  schemes.add(scheme);
}

/** `app://parley/x` as the browser shows it: `https://parley.app.localhost/x`. */
export function toBrowser(url: string): string {
  const [, scheme = '', host = '', path = ''] = /^([a-z]+):\/\/([^/]*)(.*)$/.exec(url) ?? [];
  return schemes.has(scheme) ? `https://${host}.${scheme}.localhost${path || '/'}` : url;
}

/** The way back. */
export function toApp(url: string): string {
  const [, host = '', scheme = '', path = ''] =
    /^https:\/\/([^/]+)\.([a-z]+)\.localhost(.*)$/.exec(url) ?? [];
  return schemes.has(scheme) ? `${scheme}://${host}${path}` : url;
}

/** As Chromium writes the origin of a standard scheme. */
export function originOf(url: string): string {
  if (!URL.canParse(url)) return 'null';
  const { protocol, host } = new URL(url);
  return host ? `${protocol}//${host}` : 'null';
}
