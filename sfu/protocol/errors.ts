/**
 * Every refusal that crosses the wire: a stable code for programs and, beside it, a sentence for
 * people. The sentence sent is made by whoever refuses; the interface has its own words per code.
 */
export const errorCodes = [
  /** The payload does not fit the request's schema; `details` names the fields. */
  'BAD_REQUEST',
  /** No request of that name exists. */
  'UNKNOWN_REQUEST',
  /** The payload is larger than `limits.payloadBytes`. */
  'PAYLOAD_TOO_LARGE',
  /** More requests than `limits.requestsPerSecond` allow. */
  'RATE_LIMITED',
  /** The client speaks another version of this protocol. */
  'VERSION_MISMATCH',
  /** The request needs a peer, and this socket has not joined a room. */
  'NOT_JOINED',
  /** This socket has joined a room already, or is about to. */
  'ALREADY_JOINED',
  /** No room of that id exists; `createRoom` makes one. */
  'ROOM_NOT_FOUND',
  /** The session is unknown, of another room, or its place was kept long enough. */
  'SESSION_NOT_FOUND',
  'ROOM_FULL',
  /** The room closed while the request was on its way. */
  'ROOM_CLOSED',
  /** The server holds as many rooms or peers as it is set to. */
  'SERVER_BUSY',
  /** The server is shutting down. */
  'SERVER_CLOSING',
  /** No media worker is alive at the moment; one is being started. */
  'NO_WORKER',
  /** The media worker refused to make the transport. */
  'TRANSPORT_CREATION_FAILED',
  /** This peer owns no transport of that id. */
  'TRANSPORT_NOT_FOUND',
  /** A send transport was named where a receiving one is needed, or the reverse. */
  'TRANSPORT_WRONG_DIRECTION',
  /** `connectTransport` was called for this transport before. */
  'TRANSPORT_ALREADY_CONNECTED',
  /** This room has no producer of that id, or the peer does not own it. */
  'PRODUCER_NOT_FOUND',
  /** This peer owns no consumer of that id. */
  'CONSUMER_NOT_FOUND',
  /** The receiver's capabilities share no codec with the producer. */
  'CANNOT_CONSUME',
  /** The consumer has no layers to choose from. */
  'NO_LAYERS',
  /** Nobody of that id is in this room. */
  'PEER_NOT_FOUND',
  /** The file is larger than the server takes. */
  'FILE_TOO_LARGE',
  /** The room, or the server, holds as much in files as it may. */
  'FILES_FULL',
  /** There is no such file for this peer, or not yet, or no longer. */
  'FILE_NOT_FOUND',
  /** The peer holds as many transports, producers or consumers as one may. */
  'LIMIT_REACHED',
  /** The server failed; its log says how. */
  'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What a refused request is answered with. */
export interface WireError {
  code: ErrorCode;
  /** One sentence, in English, that a person can act on. */
  message: string;
  details?: unknown;
}

/** A refusal as an exception: thrown by the server's handlers and, rebuilt, by the client's caller. */
export class SignallingError extends Error {
  override readonly name = 'SignallingError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details?: unknown,
  ) {
    super(message);
  }

  toWire(): WireError {
    const { code, message, details } = this;
    return details === undefined ? { code, message } : { code, message, details };
  }
}
