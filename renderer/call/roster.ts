/**
 * Who is in the room, as far as the server has said. Pure: the reply to `joinRoom` and each
 * notification make the next roster out of the last. A fact that comes late, twice or about
 * somebody unknown gives back the same roster, so that nothing is drawn anew.
 */
import type { PeerInfo, ProducerInfo } from '../../sfu/protocol/model.ts';
import type { Notification, NotificationName } from '../../sfu/protocol/signalling.ts';

export interface Roster {
  /** This client as a peer; null before the first join. */
  readonly self: { readonly peerId: string; readonly displayName: string } | null;
  /** The others, in the order in which this client met them. */
  readonly peers: readonly PeerInfo[];
  /** Who speaks most, by peerId. */
  readonly speaker: string | null;
}

/** The reply to `joinRoom`, as far as it concerns people. */
export interface Joined {
  peerId: string;
  displayName: string;
  peers: readonly PeerInfo[];
}

export const emptyRoster: Roster = { self: null, peers: [], speaker: null };

/**
 * A join begins the roster anew, but whoever is still there keeps their place: after a
 * reconnection no tile moves.
 */
export function joinRoster(roster: Roster, { peerId, displayName, peers }: Joined): Roster {
  return { self: { peerId, displayName }, peers: inPlace(roster, peers), speaker: null };
}

/** The others as they are now, for a client that was not told of every step. */
export function updateRoster(roster: Roster, peers: readonly PeerInfo[]): Roster {
  return { ...roster, peers: inPlace(roster, peers), speaker: null };
}

/** These peers, those who are known in the places where they were. */
function inPlace(roster: Roster, peers: readonly PeerInfo[]): PeerInfo[] {
  const place = new Map(roster.peers.map((peer, index) => [peer.peerId, index]));
  const placeOf = (peer: PeerInfo) => place.get(peer.peerId) ?? Number.POSITIVE_INFINITY;
  const known = peers.filter((peer) => place.has(peer.peerId));
  const met = peers.filter((peer) => !place.has(peer.peerId));
  known.sort((one, other) => placeOf(one) - placeOf(other));
  return [...known, ...met];
}

type Step<Name extends NotificationName> = (roster: Roster, payload: Notification<Name>) => Roster;

const unchanged = (roster: Roster) => roster;

const steps: { [Name in NotificationName]: Step<Name> } = {
  peerJoined(roster, { peer }) {
    if (peer.peerId === roster.self?.peerId) return roster;
    const known = roster.peers.some(({ peerId }) => peerId === peer.peerId);
    if (known) return withPeer(roster, peer.peerId, () => peer);
    return { ...roster, peers: [...roster.peers, peer] };
  },
  peerLeft(roster, { peerId }) {
    const peers = roster.peers.filter((peer) => peer.peerId !== peerId);
    if (peers.length === roster.peers.length) return roster;
    return { ...roster, peers, speaker: roster.speaker === peerId ? null : roster.speaker };
  },
  peerDisconnected(roster, { peerId }) {
    return withPeer(roster, peerId, (peer) =>
      peer.disconnected ? peer : { ...peer, disconnected: true },
    );
  },
  peerReconnected(roster, { peerId }) {
    return withPeer(roster, peerId, (peer) => {
      const { disconnected, ...connected } = peer;
      return disconnected ? connected : peer;
    });
  },
  mediaRestarted: (roster, { peers }) => updateRoster(roster, peers),
  newProducer(roster, { peerId, producer }) {
    return withPeer(roster, peerId, (peer) => {
      const known = peer.producers.some(({ producerId }) => producerId === producer.producerId);
      return known ? peer : { ...peer, producers: [...peer.producers, producer] };
    });
  },
  producerClosed(roster, { peerId, producerId }) {
    return withPeer(roster, peerId, (peer) => {
      const producers = peer.producers.filter((each) => each.producerId !== producerId);
      return producers.length === peer.producers.length ? peer : { ...peer, producers };
    });
  },
  producerPaused(roster, { peerId, producerId }) {
    return withPaused(roster, peerId, producerId, true);
  },
  producerResumed(roster, { peerId, producerId }) {
    return withPaused(roster, peerId, producerId, false);
  },
  activeSpeaker(roster, { peerId }) {
    return roster.speaker === peerId ? roster : { ...roster, speaker: peerId };
  },
  consumerScore: unchanged,
  consumerLayersChanged: unchanged,
  layersWanted: unchanged,
  roomCodecs: unchanged,
  mediaProfile: unchanged,
  sendingReported: unchanged,
  roomClosed: unchanged,
  requestRefused: unchanged,
  chatMessage: unchanged,
  fileChanged: unchanged,
  handRaised(roster, { peerId, raisedAt }) {
    return withPeer(roster, peerId, (peer) =>
      peer.handRaisedAt === raisedAt ? peer : { ...peer, handRaisedAt: raisedAt },
    );
  },
  handLowered(roster, { peerId }) {
    return withPeer(roster, peerId, (peer) => {
      const { handRaisedAt, ...others } = peer;
      return handRaisedAt === undefined ? peer : others;
    });
  },
  reacted: unchanged,
};

/** The roster after a notification; the very same object where it changes nothing. */
export function reduceRoster<Name extends NotificationName>(
  roster: Roster,
  { name, payload }: { name: Name; payload: Notification<Name> },
): Roster {
  return steps[name](roster, payload);
}

function withPeer(roster: Roster, peerId: string, change: (peer: PeerInfo) => PeerInfo): Roster {
  const before = roster.peers.find((peer) => peer.peerId === peerId);
  const after = before && change(before);
  if (!after || after === before) return roster;
  return { ...roster, peers: roster.peers.map((peer) => (peer === before ? after : peer)) };
}

function withPaused(roster: Roster, peerId: string, producerId: string, paused: boolean): Roster {
  return withPeer(roster, peerId, (peer) => {
    const before = peer.producers.find((producer) => producer.producerId === producerId);
    if (!before || before.paused === paused) return peer;
    const after: ProducerInfo = { ...before, paused };
    return { ...peer, producers: peer.producers.map((each) => (each === before ? after : each)) };
  });
}
