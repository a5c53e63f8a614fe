/** Puts together what the app consists of besides its window: none of it knows Electron. */
import type { MeetingReport, Problem } from '../preload/contract.ts';
import type { KeySeal } from '../sfu/sfu.ts';
import { CertificatePins } from './certificate-pins.ts';
import { Entrance } from './entrance.ts';
import { LocalHost } from './host.ts';
import { hostOptions, type Places } from './host-options.ts';
import { Hosting } from './hosting.ts';
import { Nearby } from './nearby.ts';
import { nearbyState } from './nearby-state.ts';
import { PageLink } from './page-link.ts';
import { reach } from './reach.ts';
import { withMeeting } from './recent-rooms.ts';
import { keepCertificate } from './secret-store.ts';
import type { SettingsFile } from './settings.ts';
import { Value } from './value.ts';

export interface Services {
  settings: SettingsFile;
  nearby: Nearby;
  hosting: Hosting;
  entrance: Entrance;
  pins: CertificatePins;
  page: PageLink;
  meeting: Value<MeetingReport>;
  /** Everything that the person was or is to be told. */
  problems: Problem[];
  report(problem: Problem): void;
}

// Loaded when somebody hosts: the window does not wait for the media server.
const loadServer = () => import('../sfu/sfu.ts');

/** @param seal where the key of this computer's certificate is kept secret */
export function createServices(
  settings: SettingsFile,
  env: NodeJS.ProcessEnv,
  places: Places,
  seal: KeySeal,
): Services {
  const page = new PageLink();
  const pins = new CertificatePins();
  const nearby = new Nearby();
  const hosting = new Hosting({
    host: new LocalHost({
      async load() {
        const { startSfu } = await loadServer();
        return { startSfu: (options) => startSfu(options, keepCertificate(seal, report)) };
      },
    }),
    nearby,
    readOptions: async () =>
      hostOptions((await loadServer()).readConfig, env, settings.get(), places),
  });
  const entrance = new Entrance({ reach, pins, hosting, nearbyRooms: () => nearby.rooms });
  const meeting = new Value<MeetingReport>({ state: 'none' });
  const problems: Problem[] = [];
  const report = (problem: Problem) => {
    problems.push(problem);
    page.push('problem', problem);
  };
  const services = { settings, nearby, hosting, entrance, pins, page, meeting, problems, report };
  tellPage(services);
  rememberMeetings(services);
  lookAround(services, env);
  if (settings.problem) report({ code: 'SETTINGS_BROKEN', message: settings.problem.message });
  return services;
}

function tellPage({ settings, nearby, hosting, page }: Services): void {
  settings.subscribe((changed) => page.push('settings', changed));
  hosting.state.subscribe((state) => page.push('host', state));
  nearby.subscribe(() => page.push('nearby', nearbyState(nearby)));
}

function rememberMeetings({ settings, meeting }: Services): void {
  meeting.subscribe((report) => {
    const recent = withMeeting(settings.get().recent, report, Date.now());
    // Unwritable settings are told where somebody changes one on purpose.
    if (recent) settings.set({ recent }).catch(() => {});
  });
}

/** PARLEY_NEARBY=off keeps tests and closed networks free of multicast, whatever the settings. */
function lookAround({ settings, nearby }: Services, { PARLEY_NEARBY }: NodeJS.ProcessEnv): void {
  if (PARLEY_NEARBY === 'off') return;
  let wanted = false;
  const follow = () => {
    const { nearby: now } = settings.get();
    if (now === wanted) return;
    wanted = now;
    if (now) nearby.start();
    else void nearby.close();
  };
  settings.subscribe(follow);
  follow();
}
