import type { Producer, Router } from 'mediasoup/types';

/** Finds out who speaks in a room. */
export interface SpeakerObserver {
  /** Who speaks now; null when nobody does. */
  readonly current: string | null;
  /** Listens to a microphone, until its producer closes. */
  add(producer: Producer, peerId: string): Promise<void>;
}

// A voice is above this level (dBvo, RFC 6464); checked this often.
const threshold = -55;
const intervalMs = 300;
const mostVoices = 8;

/**
 * Tells who the dominant speaker is, and null when the room has fallen silent. mediasoup's
 * ActiveSpeakerObserver weighs who dominates but never reports silence, AudioLevelObserver does.
 * Both close with the router.
 */
export async function observeSpeakers(
  router: Router,
  report: (peerId: string | null) => void,
): Promise<SpeakerObserver> {
  const [dominance, levels] = await Promise.all([
    router.createActiveSpeakerObserver({ interval: intervalMs }),
    router.createAudioLevelObserver({ maxEntries: mostVoices, threshold, interval: intervalMs }),
  ]);
  const peerIds = new Map<string, string>();
  let dominant: string | undefined;
  let current: string | null = null;
  const speaks = (producerId: string | undefined) => {
    const peerId = (producerId && peerIds.get(producerId)) || null;
    if (peerId === current) return;
    current = peerId;
    report(peerId);
  };
  // Dominance is also said of the silent, so it counts only among the voices that are heard.
  dominance.on('dominantspeaker', ({ producer }) => {
    dominant = producer.id;
    if (current !== null) speaks(dominant);
  });
  levels.on('volumes', (voices) => {
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
