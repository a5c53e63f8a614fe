/** How good the received pictures are and why, for whoever shows or counts it. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { AnyNotification } from '../signalling/signalling.ts';
import {
  type Offer,
  type VideoMode,
  type View,
  type Wish,
  wishFor,
} from '../state/picture-wish.ts';
import { type Limitation, type QualityReason, reasonFor } from '../state/quality-reason.ts';

/** Of one received picture. */
export interface VideoQuality {
  readonly consumerId: string;
  /** Null where it is as good as it can be drawn. */
  readonly reason: QualityReason | null;
  /** In how many sizes it can be had, and the number of the one that flows, from 0. */
  readonly layers: number;
  readonly current: number | null | undefined;
  /** What was asked of the server. */
  readonly asked: Wish;
  /** In which the sender captures it, in pixels, as far as is known. */
  readonly full: Offer['full'];
  readonly limitation: Limitation;
}

/** By the track that is drawn. */
export type Qualities = ReadonlyMap<MediaStreamTrack, VideoQuality>;

/** One picture as `Viewing` knows it. */
export interface Viewed {
  readonly consumerId: string;
  readonly producerId: string;
  readonly track: MediaStreamTrack;
  readonly offer: Offer;
  readonly asked: Wish;
  readonly view: View | undefined;
}

interface Flow {
  current?: number | null;
  score: number;
  producerScore: number;
}

const perfect: Flow = { score: 10, producerScore: 10 };

export class QualityReport {
  readonly #flows = new Map<string, Flow>();
  readonly #limitations = new Map<string, Limitation>();
  readonly #qualities = signal<Qualities>(new Map());
  readonly qualities: ReadonlySignal<Qualities> = this.#qualities;

  /** Takes note of what concerns quality; true if it did. */
  hear({ name, payload }: AnyNotification): boolean {
    switch (name) {
      case 'consumerScore':
        this.#flow(payload.consumerId, payload);
        return true;
      case 'consumerLayersChanged':
        this.#flow(payload.consumerId, { current: payload.layers?.spatialLayer ?? null });
        return true;
      case 'sendingReported':
        this.#limitations.set(payload.producerId, payload.limitation);
        return true;
      case 'producerClosed':
        return this.#limitations.delete(payload.producerId);
      default:
        return false;
    }
  }

  forget(consumerId: string): void {
    this.#flows.delete(consumerId);
  }

  /** Judges all pictures anew. */
  assess(pictures: Iterable<Viewed>, mode: VideoMode): void {
    const before = this.#qualities.peek();
    const after = new Map([...pictures].map((each) => [each.track, this.#judge(each, mode)]));
    const same =
      before.size === after.size &&
      [...after].every(([track, quality]) => sameQuality(before.get(track), quality));
    if (!same) this.#qualities.value = after;
  }

  #flow(consumerId: string, change: Partial<Flow>): void {
    const { current, score, producerScore } = {
      ...(this.#flows.get(consumerId) ?? perfect),
      ...change,
    };
    const flow = { score, producerScore };
    this.#flows.set(consumerId, current === undefined ? flow : { ...flow, current });
  }

  #judge({ consumerId, producerId, offer, asked, view }: Viewed, mode: VideoMode): VideoQuality {
    const { current, score, producerScore } = this.#flows.get(consumerId) ?? perfect;
    const limitation = this.#limitations.get(producerId) ?? 'none';
    const { layers, full } = offer;
    const facts = {
      wish: asked,
      mode,
      ideal: wishFor(offer, view, 'full').spatialLayer,
      current: layers > 1 ? current : undefined,
      limitation,
      producerScore,
      score,
      enlarged: view ? Math.min(view.width / full.width, view.height / full.height) : 1,
    };
    return { consumerId, reason: reasonFor(facts), layers, current, asked, full, limitation };
  }
}

function sameQuality(one: VideoQuality | undefined, other: VideoQuality): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
