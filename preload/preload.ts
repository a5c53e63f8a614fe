/**
 * Runs beside the page in a sandbox, and gives it functions: each can make the one call that it is
 * named after, so that neither Electron's own objects nor other channels come within its reach.
 */
import { contextBridge, ipcRenderer } from 'electron';
import * as z from 'zod/mini';
import {
  type Answer,
  type CallName,
  callChannel,
  calls,
  type EventName,
  eventChannel,
  events,
} from './contract.ts';

const callNames = Object.keys(calls) as CallName[];

async function call(name: CallName, argument: unknown): Promise<Answer<unknown>> {
  try {
    return await ipcRenderer.invoke(callChannel(name), argument);
  } catch {
    return { ok: false, error: { code: 'INTERNAL', message: 'The app did not answer.' } };
  }
}

function on(name: EventName, listener: (payload: unknown) => void): () => void {
  if (!Object.hasOwn(events, name) || typeof listener !== 'function') return () => {};
  const receive = (_event: unknown, payload: unknown) => {
    const read = z.safeParse<z.ZodMiniType>(events[name], payload);
    if (read.success) listener(read.data);
  };
  ipcRenderer.on(eventChannel(name), receive);
  return () => ipcRenderer.removeListener(eventChannel(name), receive);
}

contextBridge.exposeInMainWorld('parley', {
  ...Object.fromEntries(
    callNames.map((name) => [name, (argument: unknown) => call(name, argument)]),
  ),
  on,
});
