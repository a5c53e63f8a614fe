import { Chats } from '../../../sfu/chats.ts';
import { Files } from '../../../sfu/files.ts';
import type { Log } from '../../../sfu/log.ts';

/** Takes no files, for tests that are about something else. */
export function noFiles(log: Log): Promise<Files> {
  const none = { maxFileBytes: 0, maxRoomFileBytes: 0, maxAllFileBytes: 0 };
  return Files.open({ dataFolder: '/nowhere', ...none, log });
}

/** Chat that is written nowhere, and without files. */
export async function memoryChats(log: Log): Promise<Chats> {
  const files = await noFiles(log);
  return Chats.open({ dataFolder: '/nowhere', chatKept: 0, roomGrace: 0, files, log });
}
