/** The nouns that requests and notifications speak of, as schemas and as the types derived from them. */
import type {
  DtlsParameters,
  IceCandidate,
  IceParameters,
  RtpCapabilities,
  RtpParameters,
} from 'mediasoup/types';
import * as z from 'zod/mini';

export type { DtlsParameters, IceCandidate, IceParameters, RtpCapabilities, RtpParameters };

/** Limits that both ends know; documented in docs/protocol.md. */
export const limits = {
  /** A request's payload as JSON, in bytes. */
  payloadBytes: 64 * 1024,
  /** A frame on the socket, in bytes; a larger one closes the connection (WebSocket code 1009). */
  frameBytes: 256 * 1024,
  /** Requests that one socket may make at once, before the rate counts. */
  requestBurst: 200,
  /** Requests that one socket may make a second, sustained. */
  requestsPerSecond: 100,
  transportsPerPeer: 4,
  producersPerPeer: 8,
  consumersPerPeer: 1000,
  displayNameLength: 60,
  roomNameLength: 80,
  /** Reactions that one person may send at once, before the rate counts. */
  reactionBurst: 6,
  /** Reactions that one person may send a second, sustained. */
  reactionsPerSecond: 2,
  /** A chat message, in UTF-16 units. */
  chatTextLength: 4000,
  /** Chat messages that one person may send at once, before the rate counts. */
  chatBurst: 10,
  /** Chat messages that one person may send a second, sustained. */
  chatPerSecond: 1,
  /** Messages of a room that are kept; the oldest go first. */
  chatMessages: 500,
  /** The same, in bytes of their text. */
  chatBytes: 1024 * 1024,
  /** Messages in one answer. */
  chatPage: 100,
  /** A file's name, in UTF-16 units. */
  fileNameLength: 200,
  /** How long a caller waits for the answer to a request, in ms. */
  requestTimeout: 10_000,
} as const;

/** The version of the protocol, sent in the socket's handshake as `auth.protocol`. */
export const protocolVersion = 1;

const id = z.string().check(z.minLength(1), z.maxLength(64));

/** A room's id: letters, digits, `-` and `_`, beginning with a letter or digit; compared as written. */
export const roomId = z
  .string()
  .check(
    z.regex(
      /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/,
      'must be 1 to 64 letters, digits, - or _, and begin with a letter or digit',
    ),
  );
export const peerId = id;
export const transportId = id;
export const producerId = id;
export const consumerId = id;

// Control, line and direction-override characters would let a name hide or imitate other text, and
// so would a name of nothing but spaces and characters that draw nothing (U+2800 is empty braille).
const unprintable =
  /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;
/** Something that a reader can see. */
export const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]/u;
const printable = (maximum: number) =>
  z.string().check(
    z.trim(),
    z.maxLength(maximum),
    z.refine((text) => !unprintable.test(text), 'must not contain control characters'),
    z.refine((text) => visible.test(text), 'must have something to see'),
  );

/** A name that is only shown; surrounding space is dropped. */
export const displayName = printable(limits.displayNameLength);
export const roomName = printable(limits.roomNameLength);

export const mediaKind = z.enum(['audio', 'video']);
export type MediaKind = z.output<typeof mediaKind>;

/** `lan`: the media path is local and the server has power to spare, so nothing need be capped. */
export const profile = z.enum(['open', 'lan']);
export type Profile = z.output<typeof profile>;

/** What a producer carries. */
export const source = z.enum(['microphone', 'camera', 'screen', 'screen-audio']);
export type Source = z.output<typeof source>;

export const kindOfSource: Record<Source, MediaKind> = {
  microphone: 'audio',
  camera: 'video',
  screen: 'video',
  'screen-audio': 'audio',
};

export const direction = z.enum(['send', 'recv']);
export type Direction = z.output<typeof direction>;

/**
 * Parameters that mediasoup checks deeply itself (ortc.validateRtpParameters and its siblings):
 * here only the outline is looked at, and the numbers that it would cut to their field's width.
 */
const outline = <Checked>(shape: z.ZodMiniType) =>
  z.custom<Checked>((value) => z.safeParse(shape, value).success, 'is not of the expected shape');
const part = z.looseObject({});
const parts = (maximum: number) => z.array(part).check(z.maxLength(maximum));

/** RTP capabilities, see mediasoup.org/documentation/v3/mediasoup/rtp-parameters-and-capabilities. */
export const rtpCapabilities = outline<RtpCapabilities>(
  z.looseObject({ codecs: z.optional(parts(100)), headerExtensions: z.optional(parts(100)) }),
);

const whole = (maximum: number) => z.int().check(z.gte(0), z.lte(maximum));
const stream = z.looseObject({ ssrc: z.optional(whole(0xffff_ffff)) });
const encoding = z.extend(stream, { rtx: z.optional(stream) });
const codec = z.looseObject({ mimeType: z.string(), payloadType: whole(127) });
const headerExtension = z.looseObject({ id: whole(255) });

export const rtpParameters = outline<RtpParameters>(
  z.looseObject({
    mid: z.optional(z.string().check(z.maxLength(32))),
    codecs: z.array(codec).check(z.maxLength(32)),
    headerExtensions: z.optional(z.array(headerExtension).check(z.maxLength(32))),
    encodings: z.optional(z.array(encoding).check(z.maxLength(8))),
    rtcp: z.optional(part),
  }),
);

/** Lengths of a certificate's digest as hex pairs with colons, by hash function (RFC 8122 section 5). */
const digestPairs = { 'sha-1': 20, 'sha-224': 28, 'sha-256': 32, 'sha-384': 48, 'sha-512': 64 };

const fingerprint = z
  .object({
    algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
    value: z.string().check(z.maxLength(191), z.regex(/^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2})*$/)),
  })
  .check(
    z.refine(
      ({ algorithm, value }) => value.length === digestPairs[algorithm] * 3 - 1,
      'has not the length of its algorithm',
    ),
  );

/** DTLS parameters, checked wholly: mediasoup hands them to the worker as they are. */
export const dtlsParameters = z.object({
  role: z.exactOptional(z.enum(['auto', 'client', 'server'])),
  fingerprints: z.array(fingerprint).check(z.minLength(1), z.maxLength(8)),
});

export const producerInfo = z.object({
  producerId,
  kind: mediaKind,
  source,
  paused: z.boolean(),
});
/** A producer as other peers see it. */
export type ProducerInfo = z.output<typeof producerInfo>;

export const peerInfo = z.object({
  peerId,
  displayName: z.string(),
  producers: z.array(producerInfo),
  /** There while this peer's connection is lost and its place kept. */
  disconnected: z.exactOptional(z.literal(true)),
  /** By the server's clock, ms since 1970; absent while the hand is down. */
  handRaisedAt: z.exactOptional(z.number()),
});
/** A peer as other peers see it. */
export type PeerInfo = z.output<typeof peerInfo>;

/** A WebRTC transport's server side: what mediasoup-client's `create…Transport` takes. */
export interface TransportInfo {
  id: string;
  iceParameters: IceParameters;
  iceCandidates: IceCandidate[];
  dtlsParameters: DtlsParameters;
  iceServers: { urls: string[]; username?: string; credential?: string }[];
}

/** A transport as a notification brings it; the browser checks the rest when it takes it. */
export const transportInfo = outline<TransportInfo>(
  z.looseObject({ id, iceParameters: part, iceCandidates: parts(100), dtlsParameters: part }),
);

/** A consumer, created paused: what mediasoup-client's `consume` takes, and whose media it is. */
export interface ConsumerInfo {
  id: string;
  producerId: string;
  peerId: string;
  kind: MediaKind;
  source: Source;
  rtpParameters: RtpParameters;
  /** mediasoup's kind of consumer; `simulcast` and `svc` have layers to choose from. */
  type: 'simple' | 'simulcast' | 'svc' | 'pipe';
  producerPaused: boolean;
}

export const consumerInfo = outline<ConsumerInfo>(
  z.looseObject({ id, producerId, peerId, kind: mediaKind, source, rtpParameters: part }),
);

/** Where else this server answers, for invites. */
export interface ServerInfo {
  /** Best first; `host` is an address or name, never loopback unless nothing else is there. */
  addresses: { host: string; port: number }[];
  /** SHA-256 of the self-made certificate, base64url; absent where a real one is configured. */
  fingerprint?: string;
  /** True where `addresses` speak https. */
  secure: boolean;
}
