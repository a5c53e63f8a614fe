import { describe, expect, it } from 'vitest';
import type { ClientOptions } from './harness/client.ts';
import { freshRoom } from './harness/person.ts';
import { sharedSfu } from './harness/sfu.ts';

const shared = sharedSfu();

/** With what the handshake is refused; undefined where it is accepted. */
async function refusalOf(options: ClientOptions): Promise<unknown> {
  try {
    await shared().client(options);
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('a handshake', () => {
  it.each(['websocket', 'polling'])('HS-1: is accepted over %s', async (transport) => {
    const client = await shared().client({ transports: [transport], upgrade: false });
    expect(client.socket.io.engine.transport.name).toBe(transport);
    await client.ask('createRoom', { roomId: freshRoom() });
  });

  it('HS-2: is accepted with the version of this protocol', async () => {
    expect(await refusalOf({ auth: { protocol: 1 } })).toBeUndefined();
  });

  it.each([{}, { protocol: undefined }, { other: 2 }])(
    'HS-3: is accepted without a version: %j',
    async (auth) => {
      expect(await refusalOf({ auth })).toBeUndefined();
    },
  );

  it.each([0, 2, 1.5, '1', null, true, [1], { protocol: 1 }])(
    'HS-4: is refused with the version %j',
    async (protocol) => {
      expect(await refusalOf({ auth: { protocol } })).toMatchObject({
        data: { code: 'VERSION_MISMATCH' },
      });
      expect(shared().sfu.stats().connections).toBe(0);
    },
  );

  it('HS-5: is refused with a code and a sentence', async () => {
    const error = await refusalOf({ auth: { protocol: 99 } });
    expect(error).toMatchObject({ data: { code: 'VERSION_MISMATCH', message: /\w+.*\./ } });
    expect(Object.keys((error as { data: object }).data).toSorted()).toEqual(['code', 'message']);
  });

  const here = () => `127.0.0.1:${shared().sfu.port}`;

  it.each<[string, () => string]>([
    ['a page of this server', () => `http://${here()}`],
    ['a page of this server over https', () => `https://${here()}`],
    ['the app', () => 'app://parley'],
  ])('HS-7: is accepted from %s', async (_, origin) => {
    expect(await refusalOf({ extraHeaders: { origin: origin() } })).toBeUndefined();
  });

  it.each<[string, () => string]>([
    ['another host', () => 'https://example.org'],
    ['another port', () => 'http://127.0.0.1:1'],
    ['a name that begins like it', () => `http://${here()}.example.org`],
    ['a user of its name', () => `http://${here()}@example.org`],
    ['no origin that has a name', () => 'null'],
    ['a file', () => 'file://'],
    ['nothing at all', () => ''],
    ['another app', () => 'app://parley.example.org'],
  ])('HS-7: is refused from %s', async (_, origin) => {
    for (const transports of [['websocket'], ['polling']]) {
      const error = await refusalOf({ transports, extraHeaders: { origin: origin() } });
      expect(error, transports[0]).toBeInstanceOf(Error);
    }
    expect(shared().sfu.stats().connections).toBe(0);
  });

  it('in another namespace is refused', async () => {
    await expect(shared().client({ path: '/socket.io/' })).resolves.toBeDefined();
    const { Client } = await import('./harness/client.ts');
    await expect(Client.connect(`${shared().url}admin`)).rejects.toThrow('Invalid namespace');
  });
});
