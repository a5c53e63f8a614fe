/** Which streams there are to be measured: whose each is, and by which track its figures are found. */
import { kindOfSource, type Source } from '../../sfu/protocol/model.ts';
import type { LocalSources } from './publisher.ts';
import type { Receiver } from './receiver.ts';
import type { Roster } from './roster.ts';
import type { MeasuredStream } from './statistics.ts';

/** Not reactive: asked anew for each sample. */
export function measuredStreams(
  { self, peers }: Roster,
  receiver: Receiver,
  localMedia: LocalSources,
): MeasuredStream[] {
  const own = Object.entries(ownTracks(localMedia)).flatMap(([source, track]) =>
    self && track ? [{ trackId: track.id, peerId: self.peerId, source: source as Source }] : [],
  );
  const theirs = peers.flatMap(({ peerId, producers }) =>
    producers.flatMap(({ producerId, source, paused }) => {
      const consumer = paused ? undefined : receiver.consumerOf(producerId);
      if (!consumer || consumer.kind !== kindOfSource[source]) return [];
      const { id: consumerId, track } = consumer;
      const told = receiver.qualities.peek().get(track)?.reason ?? null;
      return [{ trackId: track.id, consumerId, peerId, source, told }];
    }),
  );
  return [...own, ...theirs];
}

function ownTracks(localMedia: LocalSources): Record<Source, MediaStreamTrack | null> {
  const microphone = localMedia.microphone.peek();
  const camera = localMedia.camera.peek();
  const screen = localMedia.screen.state.peek();
  return {
    microphone: microphone.name === 'on' ? microphone.track : null,
    camera: camera.name === 'on' ? camera.track : null,
    screen: screen.name === 'on' ? screen.video : null,
    'screen-audio': screen.name === 'on' ? screen.audio : null,
  };
}
