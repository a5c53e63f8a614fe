/** This machine's microphone, camera, speaker and screen. */
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { deviceCandidates, prefer } from '../state/device-preference.ts';
import { Capture } from './capture.ts';
import { type DeviceMemory, type DeviceStorage, recall, remember } from './device-memory.ts';
import {
  type AudioProcessing,
  type DeviceAccess,
  type DeviceLists,
  fullProcessing,
  listDevices,
  type Opened,
  openDevice,
} from './devices.ts';
import { type Loudness, listenToMuted, meter } from './level-meter.ts';
import type {
  Device,
  DeviceKind,
  DeviceState,
  DeviceSwitch,
  LocalKind,
  LocalMedia,
} from './media-state.ts';
import { MachineScreen, type ScreenAccess } from './screen-share.ts';
import { type OpenFlow, stalled } from './stall.ts';

export interface LocalMediaOptions {
  /** `navigator.mediaDevices`, which is undefined where the page is not a secure context. */
  access: (DeviceAccess & Partial<ScreenAccess>) | undefined;
  storage?: DeviceStorage;
  /** What is done to the microphone's sound; a change opens it anew. */
  processing?: ReadonlySignal<AudioProcessing>;
  listen?: (track: MediaStreamTrack) => Loudness;
  openFlow?: OpenFlow;
  /** How long the list of devices must have been at rest before a better one is used, in ms. */
  calm?: number;
}

const kinds = ['microphone', 'camera'] as const satisfies readonly LocalKind[];
const deviceKinds = [...kinds, 'speaker'] as const satisfies readonly DeviceKind[];
const listOf = { microphone: 'microphones', camera: 'cameras', speaker: 'speakers' } as const;

export class MachineMedia implements LocalMedia {
  readonly #lists = signal<DeviceLists>({ microphones: [], cameras: [], speakers: [] });
  readonly microphones = computed(() => this.#lists.value.microphones);
  readonly cameras = computed(() => this.#lists.value.cameras);
  readonly speakers = computed(() => this.#lists.value.speakers);
  readonly microphone: ReadonlySignal<DeviceState>;
  readonly camera: ReadonlySignal<DeviceState>;
  readonly screen: MachineScreen;
  readonly microphoneLevel: ReadonlySignal<number>;
  readonly mutedLevel: ReadonlySignal<number>;
  readonly stalled: LocalMedia['stalled'];
  readonly #chosen: Signal<Record<DeviceKind, string>>;
  readonly chosen: ReadonlySignal<Record<DeviceKind, string>>;
  readonly #switched = signal<DeviceSwitch | null>(null);
  readonly switched: ReadonlySignal<DeviceSwitch | null> = this.#switched;
  readonly #access: DeviceAccess | undefined;
  readonly #storage: DeviceStorage;
  readonly #captures: Record<LocalKind, Capture>;
  readonly #processing: ReadonlySignal<AudioProcessing>;
  readonly #calm: number;
  #memory: DeviceMemory;
  /** What was in use last; forgotten when the person chooses, for then nothing has to be said. */
  readonly #used: Partial<Record<DeviceKind, Device>> = {};
  #returning: ReturnType<typeof setTimeout> | undefined;
  readonly #releases: (() => void)[];

  constructor(options: LocalMediaOptions) {
    const { access, storage = localStorage, processing, listen, openFlow, calm = 600 } = options;
    this.#access = access;
    this.#storage = storage;
    this.#processing = processing ?? signal(fullProcessing);
    this.#calm = calm;
    this.#memory = recall(storage);
    this.#chosen = signal({
      microphone: this.#best('microphone'),
      camera: this.#best('camera'),
      speaker: this.#best('speaker'),
    });
    this.chosen = this.#chosen;
    this.#captures = { microphone: this.#capture('microphone'), camera: this.#capture('camera') };
    this.microphone = this.#captures.microphone.state;
    this.camera = this.#captures.camera.state;
    this.screen = new MachineScreen(access);
    const tracks = { microphone: trackOf(this.microphone), camera: trackOf(this.camera) };
    this.microphoneLevel = meter(tracks.microphone, listen);
    this.mutedLevel = meter(this.#captures.microphone.muted, listenToMuted(listen));
    this.stalled = {
      microphone: stalled('microphone', tracks.microphone, openFlow),
      camera: stalled('camera', tracks.camera, openFlow),
    };
    const onDeviceChange = () => void this.#onDeviceChange();
    access?.addEventListener('devicechange', onDeviceChange);
    this.#releases = [
      () => access?.removeEventListener('devicechange', onDeviceChange),
      this.#followProcessing(),
    ];
    void this.#list();
  }

  set(kind: LocalKind, on: boolean): Promise<void> {
    return this.#captures[kind].set(on);
  }

  async choose(kind: DeviceKind, deviceId: string): Promise<void> {
    const chosen = this.#named(kind, deviceId);
    this.#memory = { ...this.#memory, [kind]: prefer(this.#memory[kind], chosen) };
    remember(this.#storage, this.#memory);
    delete this.#used[kind];
    await this.#use(kind, deviceId);
  }

  close(): void {
    clearTimeout(this.#returning);
    for (const release of this.#releases) release();
    for (const kind of kinds) this.#captures[kind].close();
    this.screen.close();
  }

  #capture(kind: LocalKind): Capture {
    const capture = new Capture({
      mutes: kind === 'microphone',
      open: (deviceId) => this.#open(kind, deviceId),
    });
    void capture.use(this.#chosen.peek()[kind]);
    return capture;
  }

  /** Opens the device, or the next best where it is not there any more. */
  async #open(kind: LocalKind, deviceId: string): Promise<Opened> {
    const opened = await openDevice(
      this.#access,
      kind,
      [deviceId, () => this.#nextBest(kind, deviceId)],
      this.#processing.peek(),
    );
    this.#chosen.value = { ...this.#chosen.value, [kind]: opened.deviceId };
    // Labels, and devices at all, are told only to whom one has been given.
    await this.#list();
    this.#tellSwitch(kind, { deviceId: opened.deviceId, label: opened.track.label });
    return opened;
  }

  async #nextBest(kind: LocalKind, missing: string): Promise<readonly string[]> {
    if (missing === '') return [];
    await this.#list();
    return this.#candidates(kind).filter((other) => other !== missing);
  }

  async #use(kind: DeviceKind, deviceId: string): Promise<void> {
    if (this.#chosen.value[kind] !== deviceId) {
      this.#chosen.value = { ...this.#chosen.value, [kind]: deviceId };
    }
    if (kind === 'speaker') this.#tellSwitch(kind, this.#named(kind, deviceId));
    else await this.#captures[kind].use(deviceId);
  }

  #tellSwitch(kind: DeviceKind, to: Device): void {
    const from = this.#used[kind];
    this.#used[kind] = to;
    if (!from || isSameDevice(from, to)) return;
    // From the default to another default: only a default that is gone makes room for the next.
    const gone = from.deviceId === to.deviceId || !this.#isPlugged(kind, from);
    this.#switched.value = { kind, from, to, why: gone ? 'gone' : 'back' };
  }

  /**
   * What was pulled out is replaced at once. One that is preferred and came back waits until nothing
   * changes any more: a headset comes and goes some times while it connects.
   */
  async #onDeviceChange(): Promise<void> {
    await this.#list();
    for (const kind of deviceKinds) {
      const used = this.#used[kind] ?? this.#named(kind, this.#chosen.value[kind]);
      if (!this.#isPlugged(kind, used)) void this.#use(kind, this.#best(kind));
    }
    for (const kind of kinds) this.#captures[kind].retry();
    clearTimeout(this.#returning);
    this.#returning = setTimeout(() => {
      for (const kind of deviceKinds) void this.#use(kind, this.#best(kind));
    }, this.#calm);
  }

  #followProcessing(): () => void {
    let known = this.#processing.peek();
    return this.#processing.subscribe((processing) => {
      if (processing === known) return;
      known = processing;
      void this.#captures.microphone.reopen();
    });
  }

  async #list(): Promise<void> {
    this.#lists.value = await listDevices(this.#access);
    // A speaker is not opened, so that this is the first time that its name can be known.
    if (!this.#used.speaker?.label) {
      this.#used.speaker = this.#named('speaker', this.#chosen.peek().speaker);
    }
  }

  #candidates(kind: DeviceKind): readonly [string, ...string[]] {
    return deviceCandidates(this.#memory[kind], this.#lists.peek()[listOf[kind]]);
  }

  #best(kind: DeviceKind): string {
    return this.#candidates(kind)[0];
  }

  #named(kind: DeviceKind, deviceId: string): Device {
    const all = this.#lists.peek()[listOf[kind]];
    return { deviceId, label: all.find((each) => each.deviceId === deviceId)?.label ?? '' };
  }

  /**
   * The default is always there: which one it is, its track tells by ending. An empty list says
   * nothing, as before a permission.
   */
  #isPlugged(kind: DeviceKind, { deviceId }: Device): boolean {
    const all = this.#lists.peek()[listOf[kind]];
    const nothingKnown = deviceId === '' || all.length === 0;
    return nothingKnown || all.some((each) => each.deviceId === deviceId);
  }
}

/** Some browsers put a word for "default" before the name of the device that it is. */
function isSameDevice(one: Device, other: Device): boolean {
  if (one.label === '' || other.label === '') return one.deviceId === other.deviceId;
  return one.label.endsWith(other.label) || other.label.endsWith(one.label);
}

function trackOf(device: ReadonlySignal<DeviceState>): ReadonlySignal<MediaStreamTrack | null> {
  return computed(() => (device.value.name === 'on' ? device.value.track : null));
}
