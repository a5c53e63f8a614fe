/** Puts a call together for this page. */
import type { ReadonlySignal } from '@preact/signals';
import { AudioPlayback } from '../media/audio-playback.ts';
import type { LocalMedia } from '../media/media-state.ts';
import { SocketSignalling } from '../signalling/socket.ts';
import type { VideoMode } from '../state/picture-wish.ts';
import { Call } from './call.ts';
import type { Meeting } from './call-state.ts';

export interface CallPlace {
  /** Where the room's server answers, such as `https://192.168.1.4:7780`. */
  origin: string;
  roomId: string;
  /** The name the room gets if nobody has created it yet. */
  roomName?: string;
}

/** A call that opens nothing before it is asked to. The local media stays with its owner. */
export function openCall(
  { origin, ...room }: CallPlace,
  localMedia: LocalMedia,
  videoMode: ReadonlySignal<VideoMode>,
): Meeting {
  return new Call({
    ...room,
    origin,
    localMedia,
    videoMode,
    signalling: new SocketSignalling(origin),
    playback: new AudioPlayback(),
  });
}
