/**
 * The bytes of a file on their way to the server and from it, over however many connections it takes:
 * what breaks off goes on where it was, and what cannot work ends with why.
 */
import * as z from 'zod/mini';
import type { ChatMessage, FileGrant } from '../../sfu/protocol/chat.ts';
import { CallFailure, toCallFailure } from '../call/call-failure.ts';
import type { Signalling } from '../signalling/signalling.ts';
import { isPassing } from './passing.ts';

export interface TransferPlace {
  signalling: Pick<Signalling, 'request'>;
  /** Where the room's server answers. */
  origin: string;
  fetch: typeof fetch;
  /** Resolves while the call is in the room; rejects when the signal aborts. */
  joined(signal: AbortSignal): Promise<void>;
}

export interface TransferProgress {
  /** Ends the transfer, by a rejection with its reason. */
  signal: AbortSignal;
  /** Bytes so far. */
  onDone(bytes: number): void;
  /** It has broken off and is tried again by itself. */
  onWaiting(): void;
}

export interface FileOrder {
  clientId: string;
  file: File;
  to?: string;
}

/** A piece takes about so long, in ms, and has between so many bytes: small where the way is slow. */
const pieceTime = 500;
const pieceBytes = { first: 256 * 1024, least: 64 * 1024, most: 8 * 1024 * 1024 };
/** How long a transfer may stand still, in ms. */
const longestStill = 20_000;
/** How often in a row it may break off without a byte in between. */
const mostBreaks = 20;
const longestWait = 5_000;

const answer = z.object({ received: z.number() });

/** Offers the file, and sends it to its end. */
export async function sendFile(
  { clientId, file, to }: FileOrder,
  place: TransferPlace,
  progress: TransferProgress & { onOffered(message: ChatMessage): void },
): Promise<void> {
  const order = { clientId, name: file.name, size: file.size, ...(to !== undefined && { to }) };
  await keepTrying(place, progress, async (went) => {
    const { message, grant } = await place.signalling.request('offerFile', order);
    progress.onOffered(message);
    let { received } = grant;
    let piece: number = pieceBytes.first;
    while (received < file.size) {
      progress.onDone(received);
      const begun = performance.now();
      received = await sendPiece(
        place,
        grant,
        file.slice(received, received + piece),
        received,
        progress.signal,
      );
      went();
      piece = nextPiece(piece, performance.now() - begun);
    }
    progress.onDone(received);
  });
}

/** Fetches a file to its end; what has come stays while the connection is away. */
export async function fetchFile(
  fileId: string,
  place: TransferPlace,
  progress: TransferProgress,
): Promise<Blob> {
  let whole = new Blob();
  await keepTrying(place, progress, async (went) => {
    const { grant } = await place.signalling.request('openFile', { fileId });
    if (whole.size === grant.size) return;
    const still = new Watch(progress.signal);
    try {
      const response = await place.fetch(urlOf(place, grant), {
        headers: { ...bearer(grant), Range: `bytes=${whole.size}-` },
        cache: 'no-store',
        signal: still.signal,
      });
      if (response.status !== 206 || !response.body) throw broken();
      const reader = response.body.getReader();
      for (;;) {
        still.renew();
        const { done, value } = await reader.read();
        if (done) break;
        // Into a blob at once, which the browser may keep on disk.
        whole = new Blob([whole, value]);
        went();
        progress.onDone(whole.size);
      }
    } finally {
      still.end();
    }
    if (whole.size !== grant.size) throw broken();
  });
  return whole;
}

async function keepTrying(
  { joined }: TransferPlace,
  { signal, onWaiting }: TransferProgress,
  attempt: (went: () => void) => Promise<void>,
): Promise<void> {
  let breaks = 0;
  for (;;) {
    await joined(signal);
    try {
      await attempt(() => {
        breaks = 0;
      });
      return;
    } catch (error) {
      signal.throwIfAborted();
      const failure = failureOf(error);
      breaks += 1;
      if (!isPassing(failure.code) || breaks > mostBreaks) throw failure;
      onWaiting();
      await wait(Math.min(100 * 2 ** breaks, longestWait), signal);
    }
  }
}

async function sendPiece(
  place: TransferPlace,
  grant: FileGrant,
  body: Blob,
  offset: number,
  signal: AbortSignal,
): Promise<number> {
  const response = await place.fetch(`${urlOf(place, grant)}?offset=${offset}`, {
    method: 'PUT',
    headers: { ...bearer(grant), 'Content-Type': 'application/octet-stream' },
    body,
    signal: AbortSignal.any([signal, AbortSignal.timeout(3 * longestStill)]),
  });
  if (response.status === 413) throw new CallFailure('FILE_TOO_LARGE', 'The file has grown.');
  if (!response.ok) throw broken();
  return z.parse(answer, await response.json()).received;
}

function nextPiece(piece: number, took: number): number {
  const wanted = took < pieceTime / 2 ? piece * 2 : took > pieceTime * 2 ? piece / 2 : piece;
  return Math.min(Math.max(wanted, pieceBytes.least), pieceBytes.most);
}

/** Aborts when nothing has come for a while. */
class Watch {
  readonly #still = new AbortController();
  readonly signal: AbortSignal;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(outer: AbortSignal) {
    this.signal = AbortSignal.any([outer, this.#still.signal]);
    this.renew();
  }

  renew(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#still.abort(broken()), longestStill);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/** Whatever else goes wrong with a request to the server is the connection's doing. */
function failureOf(error: unknown): CallFailure {
  const failure = toCallFailure(error);
  return failure.code === 'BROWSER' ? broken() : failure;
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

const urlOf = ({ origin }: TransferPlace, { path }: FileGrant) => new URL(path, origin).href;
const bearer = ({ token }: FileGrant) => ({ Authorization: `Bearer ${token}` });
const broken = () => new CallFailure('CONNECTION_LOST', 'The transfer broke off.');
