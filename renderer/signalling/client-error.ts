/** Why the client itself gave up on the server, beside the server's own refusals. */
export type ClientErrorCode =
  /** The server is connected but did not answer in `limits.requestTimeout`. */
  | 'TIMEOUT'
  /** The connection broke, or was closed, before the answer came. */
  | 'CONNECTION_LOST'
  /** No connection could be made. */
  | 'UNREACHABLE';

export class ClientError extends Error {
  override readonly name = 'ClientError';

  constructor(
    readonly code: ClientErrorCode,
    message: string,
  ) {
    super(message);
  }
}
