/** What the screens may know of this machine's microphone, camera and shared screen. */
import type { ReadonlySignal } from '@preact/signals';

export type LocalKind = 'microphone' | 'camera';

/** Why a device cannot be used. */
export type DeviceTrouble =
  /** The person or the system said no. */
  | 'denied'
  /** There is none, or the chosen one was unplugged and no other is there. */
  | 'missing'
  /** Another program holds it. */
  | 'busy'
  /** The page is not in a secure context, so that the browser offers no devices. */
  | 'insecure'
  | 'unknown';

/**
 * A device is in exactly one of these. A camera that is `off` is closed: its lamp is out. A microphone
 * that is `off` was never opened, or is muted: once on, it is kept open with its track disabled, so
 * that it gives nothing but silence and is back in an instant.
 */
export type DeviceState =
  | { name: 'off' }
  | { name: 'starting' }
  | { name: 'on'; track: MediaStreamTrack }
  | { name: 'failed'; trouble: DeviceTrouble };

export interface Device {
  deviceId: string;
  label: string;
}

/** Every kind of device that can be chosen. */
export type DeviceKind = LocalKind | 'speaker';

/** Another device came into use although nobody chose it at that moment. */
export interface DeviceSwitch {
  kind: DeviceKind;
  from: Device;
  to: Device;
  /** The old one was pulled out, or one that is preferred came back. */
  why: 'gone' | 'back';
}

/** What a shared screen is made for: letters that stay sharp, or pictures that move smoothly. */
export type ScreenDetail = 'text' | 'motion';

/** What of this machine is shared. */
export type ScreenSurface = 'screen' | 'window' | 'tab';

/** Why a screen cannot be shared. That the person has changed their mind is none. */
export type ScreenTrouble =
  /** The system keeps screens from this browser or app. */
  | 'denied'
  /** There is nothing to share. */
  | 'missing'
  /** Another program, or the system itself, holds it. */
  | 'busy'
  /** The browser wants a click first, or cannot share screens at all. */
  | 'unknown';

/** A share is in exactly one of these. */
export type ScreenState =
  | { name: 'off' }
  /** The person is asked what to share. */
  | { name: 'choosing' }
  | {
      name: 'on';
      video: MediaStreamTrack;
      /** The sound that goes with it, where there is one. */
      audio: MediaStreamTrack | null;
      surface: ScreenSurface;
      detail: ScreenDetail;
    }
  | { name: 'failed'; trouble: ScreenTrouble };

/** This machine's screen, or a part of it, as it is shared with the others. */
export interface ScreenShare {
  /** False where the browser cannot share a screen, as on phones. */
  readonly available: boolean;
  readonly state: ReadonlySignal<ScreenState>;
  /**
   * Lets the person choose what to share, and shares it. Call it from a click handler. Trouble ends
   * in the state, never in a rejection; while it is on, or being chosen, it does nothing.
   */
  start(detail: ScreenDetail): Promise<void>;
  /** Tunes what is shared now; does nothing while nothing is. */
  tune(detail: ScreenDetail): void;
  /** Ends the share, or the choosing; off before it returns. */
  stop(): void;
}

/** The machine's own media, owned from the pre-join screen to the end of the meeting. */
export interface LocalMedia {
  readonly microphone: ReadonlySignal<DeviceState>;
  readonly camera: ReadonlySignal<DeviceState>;
  readonly screen: ScreenShare;
  /** Loudness of the microphone now, 0 to 1, for the meter; 0 when it is off. */
  readonly microphoneLevel: ReadonlySignal<number>;
  /**
   * Loudness at the microphone while it is muted, 0 to 1; 0 where it is on, or was never opened. It
   * is measured here and goes nowhere, and only while somebody looks.
   */
  readonly mutedLevel: ReadonlySignal<number>;
  readonly microphones: ReadonlySignal<readonly Device[]>;
  readonly cameras: ReadonlySignal<readonly Device[]>;
  readonly speakers: ReadonlySignal<readonly Device[]>;
  /** The devices in use or wanted, by deviceId; '' is the system's default. */
  readonly chosen: ReadonlySignal<{ microphone: string; camera: string; speaker: string }>;
  /** The last switch that nobody asked for; each one is a new object. */
  readonly switched: ReadonlySignal<DeviceSwitch | null>;
  /**
   * True while a device is on and nothing comes from it: no frame, or silence down to the last bit,
   * as of a switch on the device itself. Measured only while somebody looks.
   */
  readonly stalled: Readonly<Record<LocalKind, ReadonlySignal<boolean>>>;
  /** Turns a device on or off. Trouble ends in its state, never in a rejection. */
  set(kind: LocalKind, on: boolean): Promise<void>;
  /** Uses another device at once if that kind is on, and remembers it for this machine. */
  choose(kind: LocalKind | 'speaker', deviceId: string): Promise<void>;
  /** Stops every track and listener. */
  close(): void;
}
