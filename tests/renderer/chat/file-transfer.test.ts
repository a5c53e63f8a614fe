import { describe, expect, test } from 'vitest';
import { fetchFile, sendFile, type TransferPlace } from '../../../renderer/chat/file-transfer.ts';
import { createByteSize } from '../../../renderer/state/byte-size.ts';
import type { ChatMessage } from '../../../sfu/protocol/chat.ts';
import { type ErrorCode, SignallingError } from '../../../sfu/protocol/errors.ts';

const size = 1_000_000;
const content = Buffer.from(Uint8Array.from({ length: size }, (_, n) => n % 251));
const from = { peerId: 'me', displayName: 'Mara' };

/** A server that keeps one file, and breaks off where it is told to. */
function place() {
  const server = {
    kept: Buffer.alloc(0),
    token: 0,
    /** Each: how many bytes the next transfer carries before it breaks. */
    breaks: [] as number[],
    refusal: undefined as ErrorCode | undefined,
    asked: [] as string[],
  };
  const request = async (name: string) => {
    server.asked.push(name);
    if (server.refusal) throw new SignallingError(server.refusal, 'No.');
    server.token += 1;
    const received = server.kept.length;
    const grant = { path: '/files/f', token: `${server.token}`, size, received };
    const file = { fileId: 'f', name: 'a.bin', size, state: 'sending' };
    const message = { messageId: 'm', time: 1, from, text: '', file } as ChatMessage;
    return { message, grant };
  };
  const take = async (url: URL, body: Blob): Promise<Response> => {
    const { kept } = server;
    if (Number(url.searchParams.get('offset')) !== kept.length) {
      return new Response('{}', { status: 409 });
    }
    const carried = server.breaks.shift();
    const piece = Buffer.from(await body.slice(0, carried).arrayBuffer());
    server.kept = Buffer.concat([kept, piece]);
    if (carried !== undefined) throw new TypeError('Failed to fetch');
    return Response.json({ received: server.kept.length, size });
  };
  const give = (range: string): Response => {
    const rest = content.slice(Number(/\d+/.exec(range)?.[0]));
    const carried = server.breaks.shift();
    const body = new ReadableStream<Uint8Array>({
      start(control) {
        control.enqueue(rest.slice(0, carried));
      },
      pull(control) {
        if (carried === undefined) control.close();
        else control.error(new TypeError('network error'));
      },
    });
    return new Response(body, { status: 206 });
  };
  const fetch = async (input: RequestInfo | URL, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (headers.get('Authorization') !== `Bearer ${server.token}`) {
      return new Response('{}', { status: 404 });
    }
    if (init.method !== 'PUT') return give(headers.get('Range') ?? '');
    return take(new URL(String(input)), init.body as Blob);
  };
  const around: TransferPlace = {
    signalling: { request } as unknown as TransferPlace['signalling'],
    origin: 'https://192.168.1.4:7780',
    fetch,
    joined: async (signal) => signal.throwIfAborted(),
  };
  return { server, around };
}

function watched() {
  const control = new AbortController();
  const done: number[] = [];
  const seen = { offered: 0, waited: 0 };
  return {
    control,
    done,
    seen,
    progress: {
      signal: control.signal,
      onDone: (bytes: number) => void done.push(bytes),
      onWaiting: () => {
        seen.waited += 1;
      },
      onOffered: () => {
        seen.offered += 1;
      },
    },
  };
}

const order = { clientId: 'mine', file: new File([content], 'a.bin') };

describe('sending', () => {
  test('goes in pieces, and says how far it is', async () => {
    const { server, around } = place();
    const { done, progress } = watched();
    await sendFile(order, around, progress);
    expect(server.kept.equals(content)).toBe(true);
    expect(done[0]).toBe(0);
    expect(done.at(-1)).toBe(size);
    expect(done).toEqual(done.toSorted((one, other) => one - other));
  });

  test('goes on where the server is after every break', async () => {
    const { server, around } = place();
    server.breaks = [1000, 0, 70_000];
    const { seen, progress } = watched();
    await sendFile(order, around, progress);
    expect(server.kept.equals(content)).toBe(true);
    expect(seen).toEqual({ offered: 4, waited: 3 });
  });

  test('ends with why it cannot be', async () => {
    const { server, around } = place();
    server.refusal = 'FILES_FULL';
    await expect(sendFile(order, around, watched().progress)).rejects.toMatchObject({
      code: 'FILES_FULL',
    });
    expect(server.asked).toHaveLength(1);
  });

  test('ends when it is cancelled, also while it waits', async () => {
    const { server, around } = place();
    server.breaks = Array.from({ length: 50 }, () => 0);
    const { control, progress } = watched();
    const sending = sendFile(order, around, {
      ...progress,
      onWaiting: () => control.abort(new Error('enough')),
    });
    await expect(sending).rejects.toThrow('enough');
  });
});

describe('fetching', () => {
  test('brings what was sent, over breaks, and asks for no byte twice', async () => {
    const { server, around } = place();
    server.breaks = [300_000, 300_000];
    const { done, seen, progress } = watched();
    const blob = await fetchFile('f', around, progress);
    expect(Buffer.from(await blob.arrayBuffer()).equals(content)).toBe(true);
    expect(done.at(-1)).toBe(size);
    expect(done).toEqual([...new Set(done)]);
    expect(seen.waited).toBe(2);
  });

  test('ends with why it cannot be', async () => {
    const { server, around } = place();
    server.refusal = 'FILE_NOT_FOUND';
    await expect(fetchFile('f', around, watched().progress)).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
  });
});

test.each([
  [1, '1 kB'],
  [48_213, '48 kB'],
  [999_499, '999 kB'],
  [999_600, '1 MB'],
  [1_234_000, '1.2 MB'],
  [104_857_600, '104.9 MB'],
  [5_000_000_000, '5 GB'],
])('%d bytes are %s', (bytes, shown) => {
  expect(createByteSize('en')(bytes)).toBe(shown);
});
