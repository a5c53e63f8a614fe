import type { Producer, Router } from 'mediasoup/types';
import { voiceThreshold } from './loudest.ts';

/** Finds out who speaks in a room. */
export interface SpeakerObserver {
  /** Who speaks now; null when nobody does. */
  readonly current: string | null;
  /** Listens to a microphone, until its producer closes. */
  add(producer: Producer, peerId: string): Promise<void>;
}

export interface SpeakerReports {
  /** Who dominates has changed; null when the room has fallen silent. */
  speaker(peerId: string | null): void;
  /** A microphone was heard, at this level on average (dBov). */
  level(producerId: string, level: number): void;
}

/** The shortest that mediasoup allows, so that nothing is reported more than 4 times a second. */
const intervalMs = 250;

/**
 * Tells who the dominant speaker is, and null when the room has fallen silent. mediasoup's
 * ActiveSpeakerObserver weighs who dominates but never reports silence, AudioLevelObserver does.
 * Both close with the router.
 */
export async function observeSpeakers(
  router: Router,
  mostVoices: number,
  report: SpeakerReports,
): Promise<SpeakerObserver> {
  const [dominance, levels] = await Promise.all([
    router.createActiveSpeakerObserver({ interval: intervalMs }),
    router.createAudioLevelObserver({
      maxEntries: mostVoices,
      threshold: voiceThreshold,
      interval: intervalMs,
    }),
  ]);
  const peerIds = new Map<string, string>();
  let dominant: string | undefined;
  let current: string | null = null;
  const speaks = (producerId: string | undefined) => {
    const peerId = (producerId && peerIds.get(producerId)) || null;
    if (peerId === current) return;
    current = peerId;
    report.speaker(peerId);
  };
  // Dominance is also said of the silent, so it counts only among the voices that are heard, and
  // when they are: a change is reported with the next levels.
  dominance.on('dominantspeaker', ({ producer }) => {
    dominant = producer.id;
  });
  levels.on('volumes', (voices) => {
    for (const { producer, volume } of voices) report.level(producer.id, volume);
    const ids = voices.map(({ producer }) => producer.id);
    speaks(ids.find((id) => id === dominant) ?? ids[0]);
  });
  levels.on('silence', () => speaks(undefined));
  return {
    get current() {
      return current;
    },
    async add(producer, peerId) {
      peerIds.set(producer.id, peerId);
      producer.observer.once('close', () => peerIds.delete(producer.id));
      const { id: producerId } = producer;
      await Promise.all([
        dominance.addProducer({ producerId }),
        levels.addProducer({ producerId }),
      ]);
    },
  };
}
