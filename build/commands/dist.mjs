import { join, relative } from 'node:path';
import { pack } from '../package/pack.mjs';
import { choosePlan } from '../package/plan.mjs';
import { isElectron } from '../package/runtime.mjs';
import { Problem } from '../problem.mjs';
import { bundle, dependencies, electron, setUp, worker } from '../setup/steps.mjs';
import { succeeds } from '../setup/system-packages.mjs';

/**
 * Builds the packages that this machine can build, into dist/.
 * @type {import('../command.mjs').Command}
 */
export async function dist(context, args) {
  const offline = args.includes('--offline');
  const unknown = args.filter((argument) => argument !== '--offline');
  if (unknown.length > 0) {
    throw new Problem(`dist does not know ${unknown.join(' ')}.`, 'It knows --offline.');
  }
  await setUp(context, [dependencies, worker, electron, bundle, packages(offline)]);
  return 0;
}

/**
 * A step of the set-up, so that nobody builds out/ anew while it is packed.
 * @param {boolean} offline
 * @returns {import('../setup/steps.mjs').Step}
 */
const packages = (offline) => ({
  title: 'Packages',
  async provide(context, line, found) {
    const { platform, arch } = process;
    const [dpkgDeb, rpmbuild] = await Promise.all(
      ['dpkg-deb', 'rpmbuild'].map((tool) => succeeds(tool, ['--version'])),
    );
    const plan = choosePlan(
      {
        platform,
        arch,
        electron: found.electron !== undefined && isElectron(found.electron, platform),
        dpkgDeb: dpkgDeb ?? false,
        rpmbuild: rpmbuild ?? false,
      },
      offline,
    );
    for (const note of plan.notes) line.say(note);
    const imitated = plan.runtime === 'imitated';
    if (imitated) {
      line.say('no Electron runtime here; an imitation of it is packed, to check all that is ours');
    }
    const files = await pack(context, line, plan, {
      worker: found.worker ?? '',
      electron: found.electron,
      output: join(context.root, 'dist', ...(imitated ? ['imitation'] : [])),
    });
    for (const file of files) line.say(`built ${relative(context.root, file)}`);
    if (imitated) line.say('These packages cannot start. With internet, --fresh makes real ones.');
  },
});
