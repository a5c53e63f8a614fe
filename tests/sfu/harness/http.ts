import { createHash } from 'node:crypto';
import { type IncomingHttpHeaders, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { TLSSocket } from 'node:tls';

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  text: string;
  /** SHA-256 of the server's certificate in base64url, over TLS. */
  fingerprint: string | undefined;
}

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer;
}

/** One request whose path is sent as it stands: no client tidies it up on the way. */
export function ask(
  base: string,
  path: string,
  { method = 'GET', headers = {}, body }: Asked = {},
) {
  const { protocol, hostname, port, host } = new URL(base);
  const request = protocol === 'https:' ? secure : plain;
  const options = {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    path,
    method,
    headers: { host, ...headers },
    agent: false as const,
    // The certificate is the server's own: who it is, is what these tests ask.
    rejectUnauthorized: false,
  };
  return new Promise<Answered>((resolve, reject) => {
    const sent = request(options, (response) => {
      const chunks: Buffer[] = [];
      const { socket, headers, statusCode: status = 0 } = response;
      const raw = socket instanceof TLSSocket ? socket.getPeerX509Certificate()?.raw : undefined;
      const fingerprint = raw && createHash('sha256').update(raw).digest('base64url');
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(chunks);
        resolve({ status, headers, body, text: body.toString(), fingerprint });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
