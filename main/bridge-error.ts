import type { BridgeErrorCode } from '../preload/contract.ts';

/** A refusal that the page is told of, with its code and sentence. */
export class BridgeError extends Error {
  override readonly name = 'BridgeError';

  constructor(
    readonly code: BridgeErrorCode,
    message: string,
  ) {
    super(message);
  }
}
