/** What is known of one voice. Times in ms on any clock, levels in dBov: 0 is the loudest. */
interface Voice {
  level: number;
  /** When it was last above the threshold. */
  heardAt: number;
  /** Since when it is above it without a gap; undefined while it is silent. */
  since: number | undefined;
}

/** A voice is above this level (dBov, RFC 6464). */
export const voiceThreshold = -55;
// Packets come every 20 ms: one that is loud alone is a click.
const clickMs = 15;
const gapMs = 150;
// The pause between two words of somebody who goes on speaking.
const pauseMs = 600;
// Among more who speak at once than there are places, one has to be this much louder for this long.
const louderBy = 6;
const louderMs = 400;

/**
 * Chooses the voices of a room that are forwarded: all while there are no more than `most`, and the
 * loudest beyond that. Whoever begins to speak takes the place of one who has fallen silent, at once;
 * a place is not taken from somebody who only draws breath.
 */
export class Loudest {
  readonly #voices = new Map<string, Voice>();
  readonly #placed = new Set<string>();

  constructor(private readonly most: number) {}

  forwards(id: string): boolean {
    return !this.#voices.has(id) || this.#placed.has(id);
  }

  add(id: string, now: number): void {
    if (this.#voices.has(id)) return;
    this.#voices.set(id, { level: -127, heardAt: now, since: undefined });
    if (this.#placed.size < this.most) this.#placed.add(id);
  }

  remove(id: string): void {
    this.#voices.delete(id);
    if (!this.#placed.delete(id)) return;
    const waiting = [...this.#voices].filter(([other]) => !this.#placed.has(other));
    const next = waiting.toSorted(([, a], [, b]) => b.heardAt - a.heardAt)[0];
    if (next) this.#placed.add(next[0]);
  }

  /** A level was measured, of one packet or as an average. */
  hear(id: string, level: number, now: number): void {
    const voice = this.#voices.get(id);
    if (!voice) return;
    voice.level += (level - voice.level) * (level > voice.level ? 0.5 : 0.1);
    if (level < voiceThreshold) return;
    if (voice.since === undefined || now - voice.heardAt > gapMs) voice.since = now;
    voice.heardAt = now;
    if (this.#placed.has(id) || now - voice.since < clickMs) return;
    const victim = this.#victimOf(voice, voice.since, now);
    if (victim === undefined) return;
    this.#placed.delete(victim);
    this.#placed.add(id);
  }

  #victimOf(voice: Voice, since: number, now: number): string | undefined {
    const placed = [...this.#placed].flatMap((id) => {
      const each = this.#voices.get(id);
      return each ? { id, voice: each } : [];
    });
    const silent = placed.toSorted((a, b) => a.voice.heardAt - b.voice.heardAt)[0];
    if (silent && now - silent.voice.heardAt >= pauseMs) return silent.id;
    const softest = placed.toSorted((a, b) => a.voice.level - b.voice.level)[0];
    if (!softest || now - since < louderMs) return undefined;
    return voice.level >= softest.voice.level + louderBy ? softest.id : undefined;
  }
}
