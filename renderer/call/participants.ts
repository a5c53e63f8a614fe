/** What the screens draw: a pure projection of the roster, the received media and this machine's own. */
import type { PeerInfo, ProducerInfo, Source } from '../../sfu/protocol/model.ts';
import type { DeviceState } from '../media/media-state.ts';
import type { Participant } from './call-state.ts';
import type { Picture } from './reception.ts';
import type { Roster } from './roster.ts';

/** This machine's media as the others get it. */
export interface OwnMedia {
  microphone: 'on' | 'off';
  camera: DeviceState;
  screen: MediaStreamTrack | null;
  handRaisedAt: number | null;
}

/**
 * Self first, then the others in the order of the roster. A participant who has not changed is the
 * same object as in `before`, so that only changed tiles are drawn anew.
 */
export function toParticipants(
  roster: Roster,
  pictures: ReadonlyMap<string, Picture>,
  own: OwnMedia,
  before: readonly Participant[] = [],
): readonly Participant[] {
  const { self, speaker } = roster;
  if (!self) return [];
  const speaks = ({ peerId }: { peerId: string }) => peerId === speaker;
  const others = roster.peers.map((peer) => toParticipant(peer, pictures, speaks(peer)));
  const known = new Map(before.map((participant) => [participant.peerId, participant]));
  return [toSelf(self, own, speaks(self)), ...others].map((participant) => {
    const old = known.get(participant.peerId);
    return old && sameParticipant(old, participant) ? old : participant;
  });
}

function toSelf(
  { peerId, displayName }: { peerId: string; displayName: string },
  { microphone, camera, screen, handRaisedAt }: OwnMedia,
  speaking: boolean,
): Participant {
  return {
    peerId,
    displayName,
    self: true,
    microphone,
    camera: camera.name === 'on' ? camera.track : null,
    cameraStarting: camera.name === 'starting',
    screen,
    screenStarting: false,
    speaking,
    reconnecting: false,
    handRaisedAt,
  };
}

function toParticipant(
  { peerId, displayName, producers, disconnected, handRaisedAt }: PeerInfo,
  pictures: ReadonlyMap<string, Picture>,
  speaking: boolean,
): Participant {
  const camera = pictureOf('camera', producers, pictures);
  const screen = pictureOf('screen', producers, pictures);
  return {
    peerId,
    displayName,
    self: false,
    microphone: flowing(producers, 'microphone') ? 'on' : 'off',
    camera: camera.track,
    cameraStarting: camera.starting,
    screen: screen.track,
    screenStarting: screen.starting,
    speaking,
    reconnecting: disconnected === true,
    handRaisedAt: handRaisedAt ?? null,
  };
}

/** What can be drawn of a source, and whether its first frame is still to come. */
function pictureOf(
  source: Source,
  producers: readonly ProducerInfo[],
  pictures: ReadonlyMap<string, Picture>,
): { track: MediaStreamTrack | null; starting: boolean } {
  const isDrawn = ({ producerId }: ProducerInfo) => pictures.get(producerId)?.name === 'flowing';
  const present = producers.filter((each) => each.source === source && !each.paused);
  // While one takes the place of another, the one that can be drawn stays.
  const producer = present.findLast(isDrawn) ?? present.at(-1);
  const picture = producer && pictures.get(producer.producerId);
  if (!producer || picture?.name === 'refused') return { track: null, starting: false };
  return { track: picture?.track ?? null, starting: picture?.name !== 'flowing' };
}

function flowing(producers: readonly ProducerInfo[], source: Source): ProducerInfo | undefined {
  return producers.findLast((producer) => producer.source === source && !producer.paused);
}

function sameParticipant(one: Participant, other: Participant): boolean {
  const keys = Object.keys(one) as (keyof Participant)[];
  return keys.every((key) => one[key] === other[key]);
}
