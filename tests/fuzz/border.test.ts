import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IpcMain } from 'electron';
import fc from 'fast-check';
import { afterAll, beforeAll, expect } from 'vitest';
import * as z from 'zod/mini';
import { answerCalls, type Handlers } from '../../main/ipc.ts';
import { SettingsFile } from '../../main/settings.ts';
import { bridgeErrorCodes, type CallName, calls } from '../../preload/contract.ts';
import { defaultSettings, settings } from '../../preload/settings.ts';
import { notificationSchemas, requestSchemas } from '../../sfu/protocol/signalling.ts';
import { anyJson, anyText, holds, spoilt } from './property.ts';

const schemas: Record<string, z.ZodMiniType> = { ...requestSchemas, ...notificationSchemas };

holds(
  'a payload passes its schema or does not, and what has passed passes again unchanged',
  0.2,
  fc.tuple(fc.constantFrom(...Object.keys(schemas)), anyJson),
  ([name, payload]) => {
    const schema = schemas[name];
    if (!schema) throw new Error(`no schema of ${name}`);
    const first = z.safeParse(schema, payload);
    if (!first.success) return;
    expect(z.parse(schema, first.data)).toEqual(first.data);
  },
);

type Listener = (event: unknown, ...args: unknown[]) => Promise<unknown>;
const listeners = new Map<string, Listener>();
const done: string[] = [];
const handlers = Object.fromEntries(
  Object.keys(calls).map((name) => [name, () => void done.push(name)]),
) as unknown as Handlers;
const ipcMain: Pick<IpcMain, 'handle'> = {
  handle: (channel, listener) => void listeners.set(channel, listener as Listener),
};
answerCalls(ipcMain, handlers, (event) => event.sender !== null);
const channels = [...listeners];

const answerShape = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({
    ok: z.literal(false),
    error: z.object({ code: z.enum(bridgeErrorCodes), message: z.string().check(z.minLength(1)) }),
  }),
]);

holds(
  'a call over the bridge with any arguments is answered, and done only if they fit',
  0.15,
  fc.tuple(fc.nat(), fc.array(fc.oneof(anyJson, fc.constant(undefined)), { maxLength: 3 })),
  async ([which, args]) => {
    const [channel, listener] = channels[which % channels.length] ?? [];
    if (!channel || !listener) throw new Error('the bridge has no calls');
    done.length = 0;
    const answer = z.parse(answerShape, await listener({ sender: {} }, ...args));
    const [name] = done;
    expect(answer.ok).toBe(name !== undefined);
    if (name === undefined) return;
    expect(args.length).toBeLessThan(2);
    expect(z.safeParse(calls[name as CallName], args[0]).success).toBe(true);
  },
);

holds(
  'a call that is not of our page is never done',
  0.05,
  fc.tuple(fc.nat(), anyJson),
  async ([which, argument]) => {
    const [, listener] = channels[which % channels.length] ?? [];
    done.length = 0;
    expect(await listener?.({ sender: null }, argument)).toMatchObject({
      ok: false,
      error: { code: 'BAD_REQUEST' },
    });
    expect(done).toEqual([]);
  },
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-fuzz-'));
});
afterAll(() => rm(folder, { recursive: true }));

const files = fc.oneof(
  anyText,
  anyJson.map((json) => JSON.stringify(json)),
  spoilt(defaultSettings, anyJson).map((json) => JSON.stringify(json)),
);

let count = 0;
// Each case is a file that is written, read, set aside and written again.
holds(
  'a settings file of any content opens, and nothing of it is lost',
  0.01,
  files,
  async (text) => {
    count += 1;
    const file = join(folder, `settings-${count}.json`);
    await writeFile(file, text);
    const opened = await SettingsFile.open(file);
    expect(z.safeParse(settings, opened.get()).success).toBe(true);
    const kept = opened.problem ? opened.problem.setAside : file;
    if (kept === undefined) throw new Error('a broken file was not set aside');
    expect((await readFile(kept)).equals(Buffer.from(text))).toBe(true);
  },
);
