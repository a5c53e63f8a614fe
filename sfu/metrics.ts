import { Counter, Histogram, Registry } from 'prom-client';
import { type GaugeSources, showGauges } from './gauges.ts';
import type { SampleSink } from './media-samples.ts';
import type { ErrorCode } from './protocol/errors.ts';
import { RecoveryMetrics } from './recovery-metrics.ts';

/**
 * What a join consists of: `lookup` (createRoom), `join` (joinRoom), `connect` (from connectTransport
 * until ICE and DTLS of the receiving transport are done) and `resume` (resumeConsumers).
 */
export type JoinPhase = 'lookup' | 'join' | 'connect' | 'resume';

const phases = new Map<string, JoinPhase>([
  ['createRoom', 'lookup'],
  ['joinRoom', 'join'],
  ['resumeConsumers', 'resume'],
]);
const phaseBuckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const lossBuckets = [0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];
const roundTripBuckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8];

/**
 * The figures that `GET /metrics` shows, in a registry of this SFU's own. Labels come from small
 * fixed sets: no room, person or address is among them. docs/dashboard.json draws all of them.
 */
export class Metrics implements SampleSink {
  readonly #registry = new Registry();
  readonly recovery = new RecoveryMetrics(this.#registry);
  readonly #refused = this.#counter(
    'requests_refused_total',
    'Requests and handshakes that were refused, by error code.',
    ['code'],
  );
  readonly #iceRestarts = this.#counter(
    'ice_restarts_total',
    'ICE restarts, asked for by clients.',
  );
  readonly #phases = this.#histogram(
    'join_phase_seconds',
    'Time that each phase of a join took.',
    phaseBuckets,
    ['phase'],
  );
  readonly #loss = this.#histogram(
    'packet_loss_ratio',
    'Share of RTP packets that a transport lost, sampled in turn.',
    lossBuckets,
    ['direction'],
  );
  readonly #roundTrip = this.#histogram(
    'round_trip_seconds',
    'Time to a client and back on the media path, sampled in turn.',
    roundTripBuckets,
  );

  /** Shows what is to be read from elsewhere whenever somebody asks. Called once. */
  show(sources: GaugeSources): void {
    showGauges(this.#registry, sources);
  }

  countRefused(code: ErrorCode): void {
    this.#refused.inc({ code });
  }

  /** A request was carried out. */
  countDone(request: string, seconds: number): void {
    if (request === 'restartIce') this.#iceRestarts.inc();
    const phase = phases.get(request);
    if (phase) this.timePhase(phase, seconds);
  }

  timePhase(phase: JoinPhase, seconds: number): void {
    this.#phases.observe({ phase }, seconds);
  }

  loss(direction: 'in' | 'out', share: number): void {
    this.#loss.observe({ direction }, share);
  }

  roundTrip(seconds: number): void {
    this.#roundTrip.observe(seconds);
  }

  /** The text in Prometheus' exposition format. */
  async read(): Promise<{ type: string; text: string }> {
    return { type: this.#registry.contentType, text: await this.#registry.metrics() };
  }

  #counter<Label extends string>(name: string, help: string, labelNames: Label[] = []) {
    return new Counter({ name: `parley_${name}`, help, labelNames, registers: [this.#registry] });
  }

  #histogram<Label extends string>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: Label[] = [],
  ) {
    const registers = [this.#registry];
    return new Histogram({ name: `parley_${name}`, help, buckets, labelNames, registers });
  }
}
