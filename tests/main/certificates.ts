/** Real certificates and servers for what looks at certificates. */
import { createHash, X509Certificate } from 'node:crypto';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net';
import { generate } from 'selfsigned';
import { onTestFinished } from 'vitest';

export interface TestCertificate {
  cert: string;
  key: string;
  fingerprint: string;
}

export async function makeCertificate(name: string): Promise<TestCertificate> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
  });
  const fingerprint = createHash('sha256')
    .update(new X509Certificate(cert).raw)
    .digest('base64url');
  return { cert, key, fingerprint };
}

export const health: RequestListener = (request, response) => {
  if (request.url !== '/health') return void response.writeHead(404).end();
  response.end(JSON.stringify({ status: 'ok', workers: 1, activeRooms: 0, totalParticipants: 0 }));
};

export interface TestServer {
  port: number;
  /** Connections that are open now, and that ever were. */
  open: Set<Socket>;
  connections: number;
}

/** A server on loopback that goes when the running test has finished. */
async function serve(server: Server): Promise<TestServer> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const served: TestServer = { port, open: new Set(), connections: 0 };
  server.on('connection', (socket: Socket) => {
    served.connections += 1;
    served.open.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => served.open.delete(socket));
  });
  onTestFinished(() => {
    for (const socket of served.open) socket.destroy();
    server.close();
  });
  return served;
}

export const serveTls = (
  { cert, key }: TestCertificate,
  answer: RequestListener = health,
): Promise<TestServer> => serve(createHttps({ cert, key }, answer));
export const servePlain = (answer: RequestListener = health): Promise<TestServer> =>
  serve(createHttp(answer));
/** Accepts connections, reads on, and does with them what it is told: by default nothing. */
export const serveTcp = (react: (socket: Socket) => void = () => {}): Promise<TestServer> =>
  serve(
    createTcp((socket) => {
      socket.resume();
      react(socket);
    }),
  );
