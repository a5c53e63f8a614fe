/** The main process's end of the bridge: every caller and every argument is looked at here. */
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import * as z from 'zod/mini';
import {
  type Answer,
  type Argument,
  type CallName,
  callChannel,
  calls,
  type Replies,
} from '../preload/contract.ts';
import { BridgeError } from './bridge-error.ts';
import { originOf } from './pages.ts';

export type Handlers = {
  [Name in CallName]: (argument: Argument<Name>) => Replies[Name] | Promise<Replies[Name]>;
};

const callNames = Object.keys(calls) as CallName[];
const schemas: { [Name in CallName]: z.ZodMiniType<Argument<Name>> } = calls;

/** @param isPage whether the caller is our own page, in our own window */
export function answerCalls(
  ipcMain: Pick<IpcMain, 'handle'>,
  handlers: Handlers,
  isPage: (event: IpcMainInvokeEvent) => boolean,
): void {
  for (const name of callNames) {
    ipcMain.handle(callChannel(name), (event, ...args: unknown[]) =>
      isPage(event)
        ? answer(handlers, name, args)
        : refuse('BAD_REQUEST', 'Only the page of this app may call.'),
    );
  }
}

/** Never rejects: an exception of ours tells the page nothing about this computer. */
async function answer<Name extends CallName>(
  handlers: Handlers,
  name: Name,
  args: readonly unknown[],
): Promise<Answer<Replies[Name]>> {
  const read = z.safeParse(schemas[name], args[0]);
  if (!read.success || args.length > 1) {
    return refuse('BAD_REQUEST', `The argument of "${name}" is not as it should be.`);
  }
  try {
    const handle: Handlers[Name] = handlers[name];
    return { ok: true, data: await handle(read.data) };
  } catch (error) {
    if (error instanceof BridgeError) return refuse(error.code, error.message);
    process.stderr.write(`parley: ${name} failed: ${String(error)}\n`);
    return refuse('INTERNAL', 'The app failed to do this.');
  }
}

const refuse = (
  code: BridgeError['code'],
  message: string,
): { ok: false; error: { code: BridgeError['code']; message: string } } => ({
  ok: false,
  error: { code, message },
});

/** Whether a call comes from the main frame of these contents, and the page there is ours. */
export const isCallOf =
  (contents: WebContents, pageOrigin: string) =>
  ({ sender, senderFrame }: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>): boolean =>
    // The frame is null once it has navigated or is gone.
    sender === contents &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    originOf(senderFrame.url) === pageOrigin;
