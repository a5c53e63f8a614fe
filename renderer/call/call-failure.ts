/** Failures of a call, whatever they come from, as the one kind that the screens know. */
import { SignallingError } from '../../sfu/protocol/errors.ts';
import { ClientError } from '../signalling/client-error.ts';
import type { CallError, CallErrorCode } from './call-state.ts';

export class CallFailure extends Error implements CallError {
  override readonly name = 'CallFailure';

  constructor(
    readonly code: CallErrorCode,
    message: string,
  ) {
    super(message);
  }

  toCallError(): CallError {
    return { code: this.code, message: this.message };
  }
}

/** What did not come over the wire was said by the browser or by mediasoup-client on its behalf. */
export function toCallFailure(error: unknown): CallFailure {
  if (error instanceof CallFailure) return error;
  if (error instanceof SignallingError || error instanceof ClientError) {
    return new CallFailure(error.code, error.message);
  }
  return new CallFailure('BROWSER', error instanceof Error ? error.message : String(error));
}

/** What another try cannot mend. */
const final = new Set<CallErrorCode>([
  'BAD_REQUEST',
  'UNKNOWN_REQUEST',
  'PAYLOAD_TOO_LARGE',
  'VERSION_MISMATCH',
  'ROOM_FULL',
  'BROWSER',
]);

export function isFinal(failure: CallFailure): boolean {
  return final.has(failure.code);
}
