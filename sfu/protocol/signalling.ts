/**
 * The wire, written once: each request's payload as a schema and its reply as a type, each
 * notification's payload as a schema. Handlers, callers and docs/protocol.md follow from here.
 */
import * as z from 'zod/mini';
import { type ChatReplies, chatNotifications, chatRequests } from './chat.ts';
import type { WireError } from './errors.ts';
import { type GestureReplies, gestureNotifications, gestureRequests } from './gestures.ts';
import {
  type ConsumerInfo,
  consumerId,
  consumerInfo,
  direction,
  displayName,
  dtlsParameters,
  type IceCandidate,
  type IceParameters,
  kindOfSource,
  type MediaKind,
  mediaKind,
  type PeerInfo,
  type ProducerInfo,
  peerId,
  peerInfo,
  producerId,
  producerInfo,
  profile,
  type RtpCapabilities,
  roomId,
  roomName,
  rtpCapabilities,
  rtpParameters,
  type ServerInfo,
  source,
  type TransportInfo,
  transportId,
  transportInfo,
} from './model.ts';

const empty = z.object({});
const aProducer = z.object({ producerId });
const aConsumer = z.object({ consumerId });
const layer = z.int().check(z.gte(0), z.lte(7));
const layers = z.object({ spatialLayer: layer, temporalLayer: z.exactOptional(layer) });
const pixels = z.int().check(z.gte(1), z.lte(16_384));
const sendingReport = z.object({
  limitation: z.enum(['none', 'cpu', 'bandwidth']),
  width: pixels,
  height: pixels,
});
const secret = z.string().check(z.maxLength(64));
const isOfKind =
  (kind: MediaKind) =>
  ({ mimeType }: { mimeType: string }) =>
    mimeType.toLowerCase().startsWith(`${kind}/`);
const allDifferent = (list: string[]) => new Set(list).size === list.length;

const transports = z.array(direction).check(z.refine(allDifferent, 'names one twice'));

/** What was wrong with a stream that was made to flow again. */
export const healedCause = z.enum(['no-packets', 'no-key-frame', 'frozen-decoder']);
export type HealedCause = z.output<typeof healedCause>;

/** Payloads of all requests. Unknown fields are dropped, so that a newer client is understood. */
export const requestSchemas = {
  createRoom: z.object({ roomId, roomName: z.optional(roomName) }),
  joinRoom: z.object({
    roomId,
    displayName,
    rtpCapabilities: z.optional(rtpCapabilities),
    transports: z.optional(transports),
    session: z.optional(secret),
  }),
  resumeSession: z.object({
    roomId,
    session: secret.check(z.minLength(1)),
    heard: z.int().check(z.gte(0)),
  }),
  restartMedia: z.object({ transports }),
  leaveRoom: empty,
  createTransport: z.object({ direction }),
  connectTransport: z.object({ transportId, dtlsParameters }),
  restartIce: z.object({ transportId }),
  produce: z
    .object({
      transportId,
      kind: mediaKind,
      rtpParameters,
      paused: z.optional(z.boolean()),
      appData: z.optional(z.object({ source: z.optional(source) })),
    })
    .check(
      z.refine(({ kind, appData }) => !appData?.source || kindOfSource[appData.source] === kind, {
        error: 'is not of this kind',
        path: ['appData', 'source'],
      }),
      z.refine(({ kind, rtpParameters: { codecs } }) => codecs.every(isOfKind(kind)), {
        error: 'are not of this kind',
        path: ['rtpParameters', 'codecs'],
      }),
    ),
  pauseProducer: aProducer,
  resumeProducer: aProducer,
  closeProducer: aProducer,
  consume: z.object({
    transportId,
    producerId,
    rtpCapabilities: z.optional(rtpCapabilities),
  }),
  consumeProducers: z.object({
    transportId,
    producerIds: z.array(producerId).check(z.minLength(1), z.maxLength(200)),
    rtpCapabilities: z.optional(rtpCapabilities),
  }),
  reportSending: z.extend(sendingReport, { producerId }),
  resumeConsumer: aConsumer,
  resumeConsumers: z.object({
    consumerIds: z.array(consumerId).check(z.minLength(1), z.maxLength(200)),
  }),
  pauseConsumer: aConsumer,
  setPreferredLayers: z.extend(layers, { consumerId }),
  adjustConsumers: z.object({
    consumers: z
      .array(
        z.object({
          consumerId,
          paused: z.exactOptional(z.boolean()),
          layers: z.exactOptional(layers),
          priority: z.exactOptional(z.int().check(z.gte(1), z.lte(255))),
        }),
      )
      .check(z.minLength(1), z.maxLength(200)),
  }),
  healConsumer: z.object({ consumerId, cause: healedCause, renew: z.optional(z.boolean()) }),
  getProducers: empty,
  ...chatRequests,
  ...gestureRequests,
};

/** Replies of all requests. */
export interface Replies extends ChatReplies, GestureReplies {
  /** Creates the room, or gets it if it is there, and keeps it while this socket is connected. */
  createRoom: {
    roomId: string;
    roomName: string;
    routerRtpCapabilities: RtpCapabilities;
    /** How many people are in the room now. */
    peerCount: number;
    server: ServerInfo;
  };
  /** Makes this socket a peer. With `transports`, and capabilities, everything is ready to play. */
  joinRoom: {
    peerId: string;
    /** A secret by which a later socket becomes this peer again: to `resumeSession` or `joinRoom`. */
    session: string;
    /** The others, in the order in which they came. */
    peers: PeerInfo[];
    /** One for each direction asked for. */
    transports: { send?: TransportInfo; recv?: TransportInfo };
    /** When the own hand was raised, where it is up: it was taken over with the session. */
    handRaisedAt?: number;
    /** For every producer of `peers`, if `rtpCapabilities` and a `recv` transport were asked for. */
    consumers: ConsumerInfo[];
  };
  /** Makes this socket the peer that another socket was, with all its media as it is. */
  resumeSession: {
    peerId: string;
    /** True if everything missed follows as notifications; false if `peers` must do instead. */
    caughtUp: boolean;
    /** The others, in the order in which they came. */
    peers: PeerInfo[];
    /** What the server still has of this peer: its producers, and the ids of the rest. */
    producers: ProducerInfo[];
    transportIds: string[];
    consumerIds: string[];
  };
  /** New media in place of all that this peer had, as `joinRoom` gives it. */
  restartMedia: Pick<Replies['joinRoom'], 'peers' | 'transports' | 'consumers'>;
  leaveRoom: Record<string, never>;
  createTransport: TransportInfo;
  connectTransport: Record<string, never>;
  restartIce: { iceParameters: IceParameters; iceCandidates: IceCandidate[] };
  produce: { id: string };
  pauseProducer: Record<string, never>;
  resumeProducer: Record<string, never>;
  closeProducer: Record<string, never>;
  consume: ConsumerInfo;
  /** One answer for many producers; those that cannot be consumed do not stop the others. */
  consumeProducers: {
    consumers: ConsumerInfo[];
    refused: { producerId: string; error: WireError }[];
  };
  reportSending: Record<string, never>;
  resumeConsumer: Record<string, never>;
  resumeConsumers: Record<string, never>;
  pauseConsumer: Record<string, never>;
  setPreferredLayers: Record<string, never>;
  adjustConsumers: Record<string, never>;
  /** With `renew`, the consumer that takes the place of the one named. */
  healConsumer: { consumer?: ConsumerInfo };
  /** Everybody else's producers. */
  getProducers: { producers: (ProducerInfo & { peerId: string })[] };
}

export type RequestName = keyof Replies;
/** A request's payload as the caller writes it. */
export type RequestPayload<Name extends RequestName> = z.input<(typeof requestSchemas)[Name]>;
/** A request's payload as the handler gets it: checked, trimmed, without unknown fields. */
export type CheckedPayload<Name extends RequestName> = z.output<(typeof requestSchemas)[Name]>;
export type Reply<Name extends RequestName> = Replies[Name];

/** What the acknowledgement of every request carries. */
export type Answer<Data> = { ok: true; data: Data } | { ok: false; error: WireError };

export const leaveReason = z.enum(['left', 'disconnected']);
export const roomCloseReason = z.enum(['worker-died', 'server-closing']);
export type LeaveReason = z.output<typeof leaveReason>;
export type RoomCloseReason = z.output<typeof roomCloseReason>;

/** Payloads of all notifications: facts that have happened, in the order in which they did. */
export const notificationSchemas = {
  peerJoined: z.object({ peer: peerInfo }),
  peerLeft: z.object({ peerId, reason: leaveReason }),
  /** Somebody's connection is lost, and their place is kept for a while. */
  peerDisconnected: z.object({ peerId }),
  peerReconnected: z.object({ peerId }),
  /** This peer's worker died: all its media is gone, and this is what it has instead. */
  mediaRestarted: z.object({
    peers: z.array(peerInfo),
    transports: z.object({
      send: z.exactOptional(transportInfo),
      recv: z.exactOptional(transportInfo),
    }),
    consumers: z.array(consumerInfo),
  }),
  newProducer: z.object({ peerId, producer: producerInfo }),
  producerClosed: z.object({ peerId, producerId }),
  producerPaused: z.object({ peerId, producerId }),
  producerResumed: z.object({ peerId, producerId }),
  /** Scores from 0 (nothing arrives) to 10 (perfect), of the consumer and of its producer. */
  consumerScore: z.object({ consumerId, score: z.number(), producerScore: z.number() }),
  /** The layers that flow now; null when none does. */
  consumerLayersChanged: z.object({
    consumerId,
    layers: z.nullable(
      z.object({ spatialLayer: z.number(), temporalLayer: z.optional(z.number()) }),
    ),
  }),
  /**
   * The highest layer of one's own video producer that anybody wants; null while nobody looks at it.
   * What is above need not be encoded. Until the first one everything is wanted.
   */
  layersWanted: z.object({ producerId, spatialLayer: z.nullable(layer) }),
  /** What holds somebody's video back at its sender, and in which size it is captured. */
  sendingReported: z.extend(sendingReport, { peerId, producerId }),
  /** How this client may send from now on; until the first one it is `open`. */
  mediaProfile: z.object({ profile }),
  /** Video codecs that everybody in the room can decode; until the first one, all of the router's. */
  roomCodecs: z.object({ mimeTypes: z.array(z.string()) }),
  /** Who speaks most; null when nobody does. */
  activeSpeaker: z.object({ peerId: z.nullable(peerId) }),
  /** The room's media is gone, and this peer with it. After `worker-died` a new join works at once. */
  roomClosed: z.object({ roomId, reason: roomCloseReason }),
  /** A request came without an acknowledgement to answer through, and was not carried out. */
  requestRefused: z.object({
    request: z.string(),
    error: z.object({ code: z.string(), message: z.string() }),
  }),
  ...chatNotifications,
  ...gestureNotifications,
};

/** Notifications of which only the latest matters: not numbered, not caught up, the first to be dropped. */
export const passingNotifications: ReadonlySet<string> = new Set<NotificationName>([
  'consumerScore',
  'consumerLayersChanged',
  'activeSpeaker',
  'requestRefused',
]);

export type NotificationName = keyof typeof notificationSchemas;
export type Notification<Name extends NotificationName> = z.output<
  (typeof notificationSchemas)[Name]
>;
