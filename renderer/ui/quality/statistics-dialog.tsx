import { Copy } from 'lucide';
import type { Participant } from '../../call/call-state.ts';
import type { CallSample, StreamSample } from '../../call/statistics.ts';
import { diagnosis } from '../../state/diagnosis.ts';
import { createFigureWords, type FigureWords } from '../../state/figure-words.ts';
import { Dialog } from '../dialog.tsx';
import { Icon } from '../icon.tsx';
import { type Session, useSurroundings } from '../surroundings.ts';
import { words } from '../words.ts';
import { Sparkline } from './sparkline.tsx';
import './statistics.css';

/** How many samples a line shows: a minute. */
const shown = 60;

/** What was measured of the meeting that is on, second by second. */
export function StatisticsDialog({ onClose }: { onClose(): void }) {
  const { presence } = useSurroundings();
  const session = presence.value?.session;
  return (
    <Dialog title={words.quality.statistics} wide onClose={onClose}>
      {() => session && <Measured session={session} />}
    </Dialog>
  );
}

function Measured({ session }: { session: Session }) {
  const history = session.meeting.statistics.history.value;
  const figures = createFigureWords(document.documentElement.lang || 'en');
  const last = history.at(-1);
  return (
    <div class="statistics">
      {last ? (
        <>
          <Summary history={history} last={last} figures={figures} />
          <ul class="statistics-streams">
            {last.streams.map((stream) => (
              <li key={`${stream.peerId} ${stream.source}`}>
                <Stream session={session} history={history} stream={stream} figures={figures} />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p class="muted" role="status">
          {words.quality.measuring}
        </p>
      )}
      <CopyReport session={session} history={history} />
    </div>
  );
}

interface SummaryProps {
  history: readonly CallSample[];
  last: CallSample;
  figures: FigureWords;
}

function Summary({ history, last, figures }: SummaryProps) {
  const { path } = last;
  const rates = (own: boolean) => history.map((sample) => totalOf(sample, own));
  const reach = path
    ? `${words.quality.reach[path.reach]}, ${path.protocol.toUpperCase()}`
    : words.quality.measuring;
  return (
    <dl class="statistics-summary">
      <Figure name={words.quality.path} value={reach} />
      <Figure name={words.quality.roundTrip} value={figures.milliseconds(path?.roundTrip)} />
      <Figure
        name={words.quality.sending}
        value={figures.bitrate(totalOf(last, true))}
        line={rates(true)}
      />
      <Figure
        name={words.quality.receiving}
        value={figures.bitrate(totalOf(last, false))}
        line={rates(false)}
      />
    </dl>
  );
}

function Figure(props: { name: string; value: string; line?: readonly number[] }) {
  const { name, value, line } = props;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value}
        {line && <Sparkline values={line} most={shown} />}
      </dd>
    </div>
  );
}

interface StreamProps {
  session: Session;
  history: readonly CallSample[];
  stream: StreamSample;
  figures: FigureWords;
}

function Stream({ session, history, stream, figures }: StreamProps) {
  const { peerId, source, own, quality } = stream;
  const { bitrate, loss, jitter, width, height, framesPerSecond, codec, layers } = stream.figures;
  const people = session.meeting.participants.value;
  const person = people.find((each) => each.peerId === peerId);
  const name = own ? words.meeting.you : (person?.displayName ?? '');
  const rates = history.flatMap(({ streams }) =>
    streams
      .filter((each) => each.peerId === peerId && each.source === source)
      .map((each) => each.figures.bitrate),
  );
  const size = own ? undefined : receivedSize(session, person, source);
  const picture =
    width === undefined || height === undefined
      ? undefined
      : `${width} × ${height}, ${words.quality.framesPerSecond(Math.round(framesPerSecond ?? 0))}`;
  return (
    <>
      <h3>
        <span class="statistics-name">
          {words.quality.stream(name, words.quality.sources[source])}
        </span>
        <span class="signal-bars" data-level={quality.level}>
          <span class="visually-hidden">{words.quality.levels[quality.level]}</span>
          <i />
          <i />
          <i />
        </span>
        {quality.reason && (
          <span class="statistics-reason">{words.quality.short[quality.reason]}</span>
        )}
      </h3>
      <dl>
        <Figure name={words.quality.bitrate} value={figures.bitrate(bitrate)} line={rates} />
        {picture && <Figure name={words.quality.picture} value={picture} />}
        <Figure name={words.quality.loss} value={figures.share(loss)} />
        <Figure name={words.quality.jitter} value={figures.milliseconds(jitter)} />
        {codec && <Figure name={words.quality.codec} value={codec} />}
        {layers > 1 && <Figure name={words.quality.layers} value={`${layers}`} />}
        {size && <Figure name={words.quality.layer} value={size} />}
      </dl>
    </>
  );
}

/** Which of the sizes that are sent flows here, where there are several. */
function receivedSize(
  { meeting }: Session,
  person: Participant | undefined,
  source: StreamSample['source'],
): string | undefined {
  const tracks = { camera: person?.camera, screen: person?.screen };
  const track = source === 'camera' || source === 'screen' ? tracks[source] : undefined;
  const known = track ? meeting.qualities.value.get(track) : undefined;
  if (!known || known.layers < 2 || typeof known.current !== 'number') return undefined;
  return words.quality.sizeOf(known.current + 1, known.layers);
}

function CopyReport({ session, history }: { session: Session; history: readonly CallSample[] }) {
  const { shell, notices } = useSurroundings();
  const copy = async () => {
    const { meeting } = session;
    const report = diagnosis(history, {
      userAgent: navigator.userAgent,
      edition: shell.desktop ? `app ${shell.desktop.version}` : 'browser',
      language: document.documentElement.lang,
      cores: navigator.hardwareConcurrency,
      window: { width: innerWidth, height: innerHeight, pixelRatio: devicePixelRatio },
      state: meeting.state.peek().name,
      people: meeting.participants.peek().length,
      videoMode: shell.preferences.peek().videoMode,
    });
    const copied = await shell.copy(report);
    notices.say(copied ? words.quality.reportCopied : words.quality.reportFailed);
  };
  return (
    <div class="statistics-report">
      <p class="fine-print">{words.quality.reportHint}</p>
      <button class="button" type="button" onClick={() => void copy()}>
        <Icon node={Copy} />
        {words.quality.copyReport}
      </button>
    </div>
  );
}

function totalOf({ streams }: CallSample, own: boolean): number {
  return streams.reduce(
    (sum, stream) => (stream.own === own ? sum + stream.figures.bitrate : sum),
    0,
  );
}
