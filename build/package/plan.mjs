import { Problem } from '../problem.mjs';

/** @typedef {import('./targets.mjs').Platform} Platform */
/**
 * What one run packs.
 * @typedef {object} Plan
 * @property {Platform} platform
 * @property {readonly string[]} archs those that need a worker
 * @property {readonly string[] | undefined} formats undefined are those of electron-builder.yml
 * @property {boolean} archive a tar.gz of the unpacked folder, too
 * @property {'fetched' | 'found' | 'imitated'} runtime where Electron comes from
 * @property {readonly string[]} notes what is left out, and why
 */
/**
 * @typedef {object} Machine
 * @property {NodeJS.Platform} platform
 * @property {string} arch
 * @property {boolean} electron whether the runtime is here
 * @property {boolean} dpkgDeb
 * @property {boolean} rpmbuild
 */

const noDeb = 'No deb: dpkg-deb is missing.';
const noRpm = 'No rpm: rpmbuild is missing (sudo apt-get install rpm).';

/**
 * @param {Machine} machine
 * @param {boolean} offline keeps to what needs no downloads
 * @returns {Plan}
 */
export function choosePlan({ platform, arch, electron, dpkgDeb, rpmbuild }, offline) {
  if (platform !== 'linux' && platform !== 'darwin' && platform !== 'win32') {
    throw new Problem(`There is no Electron for ${platform}.`, 'Use Linux, macOS or Windows.');
  }
  if (platform !== 'linux') {
    if (!electron) {
      throw new Problem(
        'The Electron runtime is missing, and without it nothing can be packed here.',
        'Connect to the internet and start again with --fresh.',
      );
    }
    const common = { platform, archive: false, notes: [] };
    return offline
      ? { ...common, archs: [arch], formats: ['dir'], runtime: 'found' }
      : { ...common, archs: ['x64', 'arm64'], formats: undefined, runtime: 'fetched' };
  }
  const common = { platform, archs: [arch], archive: true };
  if (electron && !offline) {
    const [formats, notes] = rpmbuild ? [undefined, []] : [['AppImage', 'deb'], [noRpm]];
    return { ...common, formats, notes, runtime: 'fetched' };
  }
  return {
    ...common,
    formats: dpkgDeb ? ['dir', 'deb'] : ['dir'],
    notes: dpkgDeb ? [] : [noDeb],
    runtime: electron ? 'found' : 'imitated',
  };
}

/**
 * Where installed apps look for newer versions, if anywhere.
 * @param {NodeJS.ProcessEnv} env
 */
export function updateFeed({ PARLEY_UPDATE_FEED: feed }) {
  if (!feed) return undefined;
  if (URL.canParse(feed) && new URL(feed).protocol === 'https:') return feed;
  throw new Problem(
    `PARLEY_UPDATE_FEED was ${JSON.stringify(feed)}, which is no https address.`,
    'Correct it, or unset it for packages without updates.',
  );
}
