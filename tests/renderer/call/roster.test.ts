import { describe, expect, test } from 'vitest';
import {
  emptyRoster,
  joinRoster,
  type Roster,
  reduceRoster,
} from '../../../renderer/call/roster.ts';
import type { AnyNotification } from '../../../renderer/signalling/signalling.ts';
import type { PeerInfo, ProducerInfo } from '../../../sfu/protocol/model.ts';

const microphone: ProducerInfo = {
  producerId: 'mic',
  kind: 'audio',
  source: 'microphone',
  paused: false,
};
const camera: ProducerInfo = {
  producerId: 'cam',
  kind: 'video',
  source: 'camera',
  paused: false,
};
const person = (peerId: string, producers: ProducerInfo[] = []): PeerInfo => ({
  peerId,
  displayName: peerId.toUpperCase(),
  producers,
});
const room = (peers: PeerInfo[], speaker: string | null = null): Roster => ({
  self: { peerId: 'me', displayName: 'Me' },
  peers,
  speaker,
});
const ana = person('ana', [microphone, camera]);
const ben = person('ben');

interface Case {
  what: string;
  before: Roster;
  notification: AnyNotification;
  after: Roster;
}

describe('a notification', () => {
  test.each<Case>([
    {
      what: 'peerJoined puts the newcomer last',
      before: room([ana]),
      notification: { name: 'peerJoined', payload: { peer: ben } },
      after: room([ana, ben]),
    },
    {
      what: 'peerJoined about a known peer renews it in its place',
      before: room([person('ana'), ben]),
      notification: { name: 'peerJoined', payload: { peer: ana } },
      after: room([ana, ben]),
    },
    {
      what: 'peerLeft takes the peer away, and its word',
      before: room([ana, ben], 'ana'),
      notification: { name: 'peerLeft', payload: { peerId: 'ana', reason: 'left' } },
      after: room([ben], null),
    },
    {
      what: 'peerLeft leaves the word to who still speaks',
      before: room([ana, ben], 'ben'),
      notification: { name: 'peerLeft', payload: { peerId: 'ana', reason: 'disconnected' } },
      after: room([ben], 'ben'),
    },
    {
      what: 'newProducer adds to its peer',
      before: room([ana, ben]),
      notification: { name: 'newProducer', payload: { peerId: 'ben', producer: microphone } },
      after: room([ana, person('ben', [microphone])]),
    },
    {
      what: 'producerClosed takes one producer away',
      before: room([ana]),
      notification: { name: 'producerClosed', payload: { peerId: 'ana', producerId: 'mic' } },
      after: room([person('ana', [camera])]),
    },
    {
      what: 'producerPaused pauses',
      before: room([ana]),
      notification: { name: 'producerPaused', payload: { peerId: 'ana', producerId: 'cam' } },
      after: room([person('ana', [microphone, { ...camera, paused: true }])]),
    },
    {
      what: 'producerResumed resumes',
      before: room([person('ana', [{ ...camera, paused: true }])]),
      notification: { name: 'producerResumed', payload: { peerId: 'ana', producerId: 'cam' } },
      after: room([person('ana', [camera])]),
    },
    {
      what: 'activeSpeaker names who speaks',
      before: room([ana]),
      notification: { name: 'activeSpeaker', payload: { peerId: 'me' } },
      after: room([ana], 'me'),
    },
  ])('$what', ({ before, notification, after }) => {
    expect(reduceRoster(before, notification)).toEqual(after);
  });

  test.each<{ what: string; notification: AnyNotification }>([
    {
      what: 'peerJoined about oneself',
      notification: { name: 'peerJoined', payload: { peer: person('me') } },
    },
    {
      what: 'peerLeft of a stranger',
      notification: { name: 'peerLeft', payload: { peerId: 'x', reason: 'disconnected' } },
    },
    {
      what: 'newProducer of a stranger',
      notification: { name: 'newProducer', payload: { peerId: 'x', producer: camera } },
    },
    {
      what: 'newProducer a second time',
      notification: { name: 'newProducer', payload: { peerId: 'ana', producer: camera } },
    },
    {
      what: 'producerClosed of a stranger',
      notification: { name: 'producerClosed', payload: { peerId: 'x', producerId: 'cam' } },
    },
    {
      what: 'producerClosed a second time',
      notification: { name: 'producerClosed', payload: { peerId: 'ana', producerId: 'gone' } },
    },
    {
      what: 'producerPaused of an unknown producer',
      notification: { name: 'producerPaused', payload: { peerId: 'ana', producerId: 'gone' } },
    },
    {
      what: 'producerResumed of what flows',
      notification: { name: 'producerResumed', payload: { peerId: 'ana', producerId: 'cam' } },
    },
    {
      what: 'activeSpeaker that says nothing new',
      notification: { name: 'activeSpeaker', payload: { peerId: null } },
    },
    {
      what: 'consumerScore',
      notification: {
        name: 'consumerScore',
        payload: { consumerId: 'c', score: 1, producerScore: 1 },
      },
    },
    {
      what: 'roomClosed',
      notification: { name: 'roomClosed', payload: { roomId: 'r', reason: 'worker-died' } },
    },
  ])('changes nothing: $what', ({ notification }) => {
    const before = room([ana, ben]);
    expect(reduceRoster(before, notification)).toBe(before);
  });
});

describe('a join', () => {
  test('begins with the others in their order', () => {
    const joined = { peerId: 'me', displayName: 'Me', peers: [ana, ben] };
    expect(joinRoster(emptyRoster, joined)).toEqual(room([ana, ben]));
  });

  test('keeps everybody in place who is still there, and puts new ones last', () => {
    const before = room([ana, ben, person('cleo')], 'ben');
    const joined = {
      peerId: 'me2',
      displayName: 'Me',
      peers: [person('dan'), person('cleo'), person('ana')],
    };
    const after = joinRoster(before, joined);
    expect(after.peers.map(({ peerId }) => peerId)).toEqual(['ana', 'cleo', 'dan']);
    expect(after.self?.peerId).toBe('me2');
    expect(after.speaker).toBeNull();
  });
});
