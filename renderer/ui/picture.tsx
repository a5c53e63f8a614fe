import { useEffect, useRef, useState } from 'preact/hooks';
import { useView } from './use-view.ts';

interface PictureProps {
  track: MediaStreamTrack;
  /** One knows oneself from the mirror. */
  mirrored: boolean;
  /** That something else stands in its place, which the browser does not take for hiding it. */
  away?: boolean;
  /** Called when the first frame of this track stands on the screen. */
  onDrawn?: (track: MediaStreamTrack) => void;
}

/** A track as a picture, invisible until there is something to see. */
export function Picture({ track, mirrored, away = false, onDrawn }: PictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [drawn, setDrawn] = useState<MediaStreamTrack>();
  useView(video, track, away);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = new MediaStream([track]);
    return () => {
      element.srcObject = null;
    };
  }, [track]);
  return (
    <video
      class="picture"
      ref={video}
      data-mirrored={mirrored}
      data-drawn={drawn === track}
      autoplay
      playsInline
      muted
      aria-hidden="true"
      tabIndex={-1}
      disablePictureInPicture
      onLoadedData={() => {
        setDrawn(track);
        onDrawn?.(track);
      }}
    />
  );
}
