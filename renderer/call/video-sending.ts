/**
 * How one video of this machine is sent: with which codec and in which layers when it is produced,
 * and which of these are really encoded while it flows.
 */
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Producer, ProducerOptions, RtpCapabilities } from 'mediasoup-client/types';
import type { ScreenDetail } from '../media/media-state.ts';
import { chooseCodec } from '../state/codec-choice.ts';
import type { VideoMode } from '../state/picture-wish.ts';
import {
  highestLayer,
  needsNewProducer,
  type SendPlan,
  type SendProfile,
  sendPlan,
} from '../state/send-plan.ts';

/** What sending depends on; changes are followed while it flows. */
export interface SendCircumstances {
  /** Video codecs that everybody in the room can decode; undefined where that is all of them. */
  readonly codecs: ReadonlySignal<readonly string[] | undefined>;
  readonly profile: ReadonlySignal<SendProfile>;
  readonly videoMode: ReadonlySignal<VideoMode>;
  readonly detail: ReadonlySignal<ScreenDetail>;
  /** How many this machine has. */
  readonly cores: number;
}

interface Sent {
  readonly producer: Producer;
  readonly codec: string | undefined;
  readonly plan: SendPlan;
}

export class VideoSending {
  /** What the server said of a producer, which may be before the producer is known here. */
  readonly #wanted = signal<ReadonlyMap<string, number | null>>(new Map());
  readonly #sent: Signal<Sent | undefined> = signal(undefined);
  /** True while what is produced is not what it should be, so that it must be produced anew. */
  readonly outdated: ReadonlySignal<boolean>;
  readonly #stop: () => void;
  #steering: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly source: 'camera' | 'screen',
    private readonly sendable: RtpCapabilities,
    private readonly circumstances: SendCircumstances,
  ) {
    this.outdated = computed(() => {
      const sent = this.#sent.value;
      if (!sent) return false;
      const codec = this.#codec(sent.codec);
      return codec !== sent.codec || needsNewProducer(sent.plan, this.#plan(codec));
    });
    this.#stop = effect(() => this.#steer());
  }

  /** Of a producer that is made now; tell `begin` of it. */
  options(): ProducerOptions {
    const mimeType = this.#codec();
    const codec = this.#codecs().find((each) => each.mimeType === mimeType);
    const { encodings, startBitrate } = this.#plan(mimeType);
    return {
      encodings: encodings.map((each) => ({ ...each })),
      codecOptions: { videoGoogleStartBitrate: startBitrate },
      ...(codec && { codec }),
    };
  }

  begin(producer: Producer): void {
    const codec = producer.rtpParameters.codecs[0]?.mimeType;
    this.#sent.value = { producer, codec, plan: this.#plan(codec) };
  }

  /** Says which layers of a producer anybody wants; null for none. */
  want(producerId: string, spatialLayer: number | null): void {
    this.#wanted.value = new Map([...this.#wanted.value, [producerId, spatialLayer]]);
  }

  close(): void {
    this.#stop();
  }

  /** Another codec is taken only where the one in use does not do any more. */
  #codec(inUse?: string): string | undefined {
    const common = this.circumstances.codecs.value;
    const sendable = this.#codecs().map(({ mimeType }) => mimeType);
    if (inUse && (!common || common.some((each) => sameCodec(each, inUse)))) return inUse;
    const chosen = chooseCodec(this.source, sendable, common, this.circumstances.cores);
    return sendable.find((each) => chosen && sameCodec(each, chosen));
  }

  #codecs() {
    return (this.sendable.codecs ?? []).filter(({ kind }) => kind === 'video');
  }

  #plan(codec = ''): SendPlan {
    const { profile, detail } = this.circumstances;
    return sendPlan({
      source: this.source,
      detail: detail.value,
      codec,
      profile: profile.value,
    });
  }

  #steer(): void {
    const sent = this.#sent.value;
    const plan = this.#plan(sent?.codec);
    const wanted = sent && this.#wanted.value.get(sent.producer.id);
    const highest = highestLayer(
      this.source,
      wanted === undefined ? plan.encodings.length - 1 : wanted,
      this.circumstances.videoMode.value,
    );
    const sender = sent?.producer.rtpSender;
    if (!sender || sent.producer.closed) return;
    // One after the other: parameters that were read before a change are refused after it. One that
    // fails leaves more going out than is wanted, until the next change.
    this.#steering = this.#steering.then(() => steer(sender, plan, highest)).catch(() => {});
  }
}

/** Brings a sender to a plan, with the encodings above `highest` switched off. */
export async function steer(
  sender: Pick<RTCRtpSender, 'getParameters' | 'setParameters'>,
  { encodings, preference }: SendPlan,
  highest: number,
): Promise<void> {
  const parameters = sender.getParameters();
  if (parameters.encodings.length !== encodings.length) return;
  parameters.degradationPreference = preference;
  for (const [layer, encoding] of parameters.encodings.entries()) {
    const { maxBitrate, scaleResolutionDownBy } = encodings[layer] ?? {};
    encoding.active = layer <= highest;
    if (maxBitrate === undefined) delete encoding.maxBitrate;
    else encoding.maxBitrate = maxBitrate;
    if (scaleResolutionDownBy !== undefined) encoding.scaleResolutionDownBy = scaleResolutionDownBy;
  }
  await sender.setParameters(parameters);
}

function sameCodec(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
