/** This machine's microphone, camera, speaker and screen. */
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { Capture } from './capture.ts';
import { type DeviceChoice, type DeviceStorage, recall, remember } from './device-memory.ts';
import { type DeviceAccess, type DeviceLists, listDevices, openDevice } from './devices.ts';
import { type Loudness, meter } from './level-meter.ts';
import type { Device, DeviceState, LocalKind, LocalMedia } from './media-state.ts';
import { MachineScreen, type ScreenAccess } from './screen-share.ts';

export interface LocalMediaOptions {
  /** `navigator.mediaDevices`, which is undefined where the page is not a secure context. */
  access: (DeviceAccess & Partial<ScreenAccess>) | undefined;
  storage?: DeviceStorage;
  listen?: (track: MediaStreamTrack) => Loudness;
}

const kinds = ['microphone', 'camera'] as const satisfies readonly LocalKind[];
const listOf = { microphone: 'microphones', camera: 'cameras', speaker: 'speakers' } as const;

export class MachineMedia implements LocalMedia {
  readonly #lists = signal<DeviceLists>({ microphones: [], cameras: [], speakers: [] });
  readonly microphones: ReadonlySignal<readonly Device[]>;
  readonly cameras: ReadonlySignal<readonly Device[]>;
  readonly speakers: ReadonlySignal<readonly Device[]>;
  readonly microphone: ReadonlySignal<DeviceState>;
  readonly camera: ReadonlySignal<DeviceState>;
  readonly screen: MachineScreen;
  readonly microphoneLevel: ReadonlySignal<number>;
  readonly #chosen: Signal<DeviceChoice>;
  readonly chosen: ReadonlySignal<DeviceChoice>;
  readonly #access: DeviceAccess | undefined;
  readonly #storage: DeviceStorage;
  readonly #captures: Record<LocalKind, Capture>;
  /** What the person chose last, which comes back into use when it is plugged in again. */
  #remembered: DeviceChoice;
  readonly #onDeviceChange = () => void this.#reselect();

  constructor({ access, storage = localStorage, listen }: LocalMediaOptions) {
    this.#access = access;
    this.#storage = storage;
    this.#remembered = recall(storage);
    this.#chosen = signal(this.#remembered);
    this.chosen = this.#chosen;
    this.#captures = { microphone: this.#capture('microphone'), camera: this.#capture('camera') };
    this.microphone = this.#captures.microphone.state;
    this.camera = this.#captures.camera.state;
    this.screen = new MachineScreen(access);
    this.microphones = computed(() => this.#lists.value.microphones);
    this.cameras = computed(() => this.#lists.value.cameras);
    this.speakers = computed(() => this.#lists.value.speakers);
    const heard = computed(() => {
      const state = this.microphone.value;
      return state.name === 'on' ? state.track : null;
    });
    this.microphoneLevel = meter(heard, listen);
    access?.addEventListener('devicechange', this.#onDeviceChange);
    void this.#list();
  }

  set(kind: LocalKind, on: boolean): Promise<void> {
    return this.#captures[kind].set(on);
  }

  async choose(kind: LocalKind | 'speaker', deviceId: string): Promise<void> {
    this.#remembered = { ...this.#remembered, [kind]: deviceId };
    remember(this.#storage, this.#remembered);
    await this.#use(kind, deviceId);
  }

  close(): void {
    this.#access?.removeEventListener('devicechange', this.#onDeviceChange);
    for (const kind of kinds) this.#captures[kind].close();
    this.screen.close();
  }

  #capture(kind: LocalKind): Capture {
    const capture = new Capture({
      mutes: kind === 'microphone',
      open: async (deviceId) => {
        const opened = await openDevice(this.#access, kind, deviceId);
        this.#chosen.value = { ...this.#chosen.value, [kind]: opened.deviceId };
        // Labels, and devices at all, are told only to whom one has been given.
        void this.#list();
        return opened;
      },
    });
    void capture.use(this.#remembered[kind]);
    return capture;
  }

  async #use(kind: LocalKind | 'speaker', deviceId: string): Promise<void> {
    if (this.#chosen.value[kind] !== deviceId) {
      this.#chosen.value = { ...this.#chosen.value, [kind]: deviceId };
    }
    if (kind !== 'speaker') await this.#captures[kind].use(deviceId);
  }

  async #list(): Promise<void> {
    this.#lists.value = await listDevices(this.#access);
  }

  /** After devices have come or gone: the chosen ones where they are there, the default elsewhere. */
  async #reselect(): Promise<void> {
    await this.#list();
    for (const kind of [...kinds, 'speaker'] as const) {
      const devices = this.#lists.value[listOf[kind]];
      // An empty list says nothing: before a permission the browser tells of no devices.
      if (devices.length === 0) continue;
      const wanted = this.#remembered[kind];
      const there = devices.some(({ deviceId }) => deviceId === wanted);
      void this.#use(kind, there ? wanted : '');
    }
    for (const kind of kinds) this.#captures[kind].retry();
  }
}
