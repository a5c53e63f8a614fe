/** A feed of new versions as electron-builder writes it, on this computer. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Feed {
  url: string;
  /** Of all requests so far, newest last. */
  readonly requests: { path: string; headers: IncomingHttpHeaders }[];
  close(): Promise<void>;
}

export interface Release {
  version: string;
  /** The package. */
  content: string;
  /** What the feed says of it; by default the truth. */
  sha512?: string;
}

/** @param release undefined is a feed that lies broken */
export async function serveFeed(release: Release | undefined): Promise<Feed> {
  const requests: Feed['requests'] = [];
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    requests.push({ path, headers: request.headers });
    if (/^\/latest-linux[\w-]*\.yml$/.test(path)) response.end(description(release));
    else if (release && path === `/${fileOf(release)}`) response.end(release.content);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const fileOf = ({ version }: Release) => `parley-${version}-linux-x86_64.AppImage`;

function description(release: Release | undefined): string {
  if (!release) return '<html>nothing that was meant</html>';
  const { version, content } = release;
  const sha512 = release.sha512 ?? createHash('sha512').update(content).digest('base64');
  const file = fileOf(release);
  return [
    `version: ${version}`,
    'files:',
    `  - url: ${file}`,
    `    sha512: ${sha512}`,
    `    size: ${content.length}`,
    `path: ${file}`,
    `sha512: ${sha512}`,
    "releaseDate: '2026-11-23T00:00:00.000Z'",
    '',
  ].join('\n');
}

/** What the package carries of its feed. */
export const feedConfig = (url: string) =>
  `provider: generic\nurl: ${url}\nupdaterCacheDirName: parley-updater\n`;
