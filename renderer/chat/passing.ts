import type { CallErrorCode } from '../call/call-state.ts';

/** Not the message's fault, nor the file's: it waits for the connection. */
const passing = new Set<CallErrorCode>(['CONNECTION_LOST', 'NOT_JOINED', 'ROOM_CLOSED', 'TIMEOUT']);

export function isPassing(code: CallErrorCode): boolean {
  return passing.has(code);
}
