import { SignallingError } from './protocol/errors.ts';

/**
 * What mediasoup threw, as a refusal: it throws TypeError and UnsupportedError for parameters that
 * it found wrong itself, plain errors for those that the worker refused (a used SSRC, a MID given
 * twice) and two kinds for something closed meanwhile.
 * See mediasoup.org/documentation/v3/mediasoup/api (errors).
 */
export function refusalOf(error: unknown): SignallingError {
  if (error instanceof SignallingError) return error;
  if (!(error instanceof Error)) return new SignallingError('INTERNAL', 'The media worker failed.');
  if (isGone(error)) {
    return new SignallingError('ROOM_CLOSED', 'The room or its transport has just closed.');
  }
  return new SignallingError('BAD_REQUEST', `The media parameters were refused: ${error.message}`);
}

/** Whether mediasoup threw because what was spoken to has closed, there or, so far, in the worker. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && ['InvalidStateError', 'NotFoundError'].includes(error.name);
}
