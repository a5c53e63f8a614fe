/** What the screens may know of a meeting and ask of it. `Call` in call.ts is the one that does it. */
import type { ReadonlySignal } from '@preact/signals';
import type { ErrorCode } from '../../sfu/protocol/errors.ts';
import type { Reaction } from '../../sfu/protocol/gestures.ts';
import type { ServerInfo } from '../../sfu/protocol/model.ts';
import type { ChatView } from '../chat/chat-state.ts';
import type { Qualities } from './qualities.ts';
import type { CallStatistics } from './statistics.ts';
import type { Views } from './views.ts';

/** Codes that the client itself adds to the server's. */
export type CallErrorCode = ErrorCode | 'TIMEOUT' | 'CONNECTION_LOST' | 'UNREACHABLE' | 'BROWSER';

/** A failure as the screens show it: words.ts has the sentence for each code. */
export interface CallError {
  code: CallErrorCode;
  /** The server's or browser's own sentence, for the details. */
  message: string;
}

/** A call is in exactly one of these. */
export type CallState =
  | { name: 'idle' }
  | { name: 'connecting' }
  | { name: 'joined' }
  /** The connection or the room's media was lost and is being rebuilt; `attempt` counts from 1. */
  | { name: 'reconnecting'; attempt: number }
  | { name: 'ended'; why: EndedWhy };

export type EndedWhy =
  | { kind: 'left' }
  /** The server said goodbye before it closed. */
  | { kind: 'server-closing' }
  /** The server refused, or could not be reached again. */
  | { kind: 'failed'; error: CallError };

/** A room as it is known before joining it. */
export interface RoomPreview {
  roomId: string;
  roomName: string;
  peerCount: number;
  server: ServerInfo;
}

/** Whether a room can be joined, looked up before the click so that the click is quick. */
export type Preparation =
  | { name: 'none' }
  | { name: 'preparing' }
  | { name: 'ready'; room: RoomPreview }
  | { name: 'failed'; error: CallError };

/** `off` is muted or absent: for those who listen there is no difference. */
export interface Participant {
  readonly peerId: string;
  readonly displayName: string;
  readonly self: boolean;
  readonly microphone: 'on' | 'off';
  /** The picture to draw, or null while the camera is off. */
  readonly camera: MediaStreamTrack | null;
  /** True from the moment a picture is announced until its first frame can be drawn. */
  readonly cameraStarting: boolean;
  /** The shared screen to draw, or null while none is shared. One's own is what reaches the others. */
  readonly screen: MediaStreamTrack | null;
  /** The same as `cameraStarting`, of the screen. */
  readonly screenStarting: boolean;
  readonly speaking: boolean;
  /** The connection to this person is lost, and they may be back in a moment. */
  readonly reconnecting: boolean;
  /** When the hand was raised, by the server's clock; null while it is down. Smaller comes first. */
  readonly handRaisedAt: number | null;
}

/** A reaction while it is shown. */
export interface ShownReaction {
  readonly id: number;
  readonly peerId: string;
  readonly reaction: Reaction;
}

export interface JoinOptions {
  displayName: string;
}

/** A meeting from preparation to its end. Rejected promises carry a CallError's code and message. */
export interface Meeting {
  readonly state: ReadonlySignal<CallState>;
  readonly preparation: ReadonlySignal<Preparation>;
  /** Self first, then the others in the order in which they came; the order never changes. */
  readonly participants: ReadonlySignal<readonly Participant[]>;
  /** What is written in the room; can still be read when the meeting has ended. */
  readonly chat: ChatView;
  /** True when the browser waits for a gesture before it plays sound. */
  readonly audioBlocked: ReadonlySignal<boolean>;
  readonly statistics: CallStatistics;
  /** How good each received picture is and why, by the track that is drawn. */
  readonly qualities: ReadonlySignal<Qualities>;
  /** Told by the screens what they draw, so that no more is received. */
  readonly views: Views;
  /** Connects, creates or gets the room and loads the media engine; again after a failure. */
  prepare(): Promise<void>;
  /**
   * Joins with what the local media has on at this moment; later changes follow by themselves. A
   * refusal rejects and ends the call: another try is another call.
   */
  join(options: JoinOptions): Promise<void>;
  /** What people show each other at this moment, oldest first. */
  readonly reactions: ReadonlySignal<readonly ShownReaction[]>;
  /** Raises or lowers the own hand. */
  setHand(up: boolean): Promise<void>;
  react(reaction: Reaction): Promise<void>;
  /** How loud a person is played here: 0 is silence, 1 as it comes, 2 twice that. */
  setVolume(peerId: string, volume: number): void;
  /** Call from a click handler when `audioBlocked`. */
  playAudio(): Promise<void>;
  /** Leaves, closes everything that the call opened, and ends as `left`. Never rejects. */
  leave(): Promise<void>;
}
