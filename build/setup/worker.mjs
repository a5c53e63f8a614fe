import { execFile } from 'node:child_process';
import { release } from 'node:os';
import { join } from 'node:path';
import { Problem, reason } from '../problem.mjs';
import { patience } from './download.mjs';
import { contentHash, readJson } from './files.mjs';
import { buildWorker } from './worker-build.mjs';
import { downloadWorker, prebuiltUrl, workerName } from './worker-prebuilt.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('../screen.mjs').Line} Line */
/** @typedef {{ version: string, repository: { url: string } }} MediasoupPackage */
/** @typedef {{ prebuilt: string, built: string }} CacheKeys */

/**
 * The names under which the cache keeps workers. What is built also depends on how.
 * @param {{ version: string, platform: string, arch: string, recipe: string }} facts
 * @returns {CacheKeys}
 */
export function cacheKeys({ version, platform, arch, recipe }) {
  const name = `${version}-${platform}-${arch}`;
  return { prebuilt: `${name}-prebuilt`, built: `${name}-built-${recipe}` };
}

/**
 * Where a worker may be already, the best first.
 * @param {{ cached: CacheKeys, packaged: string }} places
 */
export const knownPlaces = ({ cached, packaged }) => [cached.prebuilt, packaged, cached.built];

/**
 * Whether this is a worker that runs on this machine: started without its version variable it ends
 * at once, with a code that nothing else uses.
 * @param {string} file
 * @returns {Promise<boolean>}
 */
export function workerRuns(file) {
  const { SystemRoot } = process.env;
  const options = { env: { ...(SystemRoot !== undefined && { SystemRoot }) }, timeout: 10_000 };
  return new Promise((resolve) => {
    execFile(file, [], options, (error) => resolve(error?.code === 41));
  });
}

/**
 * The worker that this machine runs: found, else downloaded, else built.
 * @param {Context} context
 * @param {Line} line
 * @returns {Promise<string>}
 */
export async function provideWorker(context, line) {
  const chosen = context.env.MEDIASOUP_WORKER_BIN;
  if (chosen) {
    if (await workerRuns(chosen)) return chosen;
    throw new Problem(
      `MEDIASOUP_WORKER_BIN names ${chosen}, which is not a worker that runs here.`,
      'Correct the variable, or unset it to let the set-up find or build one.',
    );
  }
  const places = placesFor(context);
  for (const file of knownPlaces(places)) if (await workerRuns(file)) return file;
  if (await downloaded(context, line, places)) return places.cached.prebuilt;
  if (process.platform !== 'linux') {
    throw new Problem(
      'The prebuilt media worker could not be downloaded.',
      'Connect to the internet and start again with --fresh, or set MEDIASOUP_WORKER_BIN to a worker.',
    );
  }
  await buildWorker(context, line, join(places.mediasoup, 'worker'), places.cached.built);
  if (await workerRuns(places.cached.built)) return places.cached.built;
  throw new Problem(
    'The media worker was built, but it does not run here.',
    'Set MEDIASOUP_WORKER_BIN to a worker that was built elsewhere.',
  );
}

/** @param {Context} context */
function placesFor({ root, cache }) {
  const { platform, arch } = process;
  const mediasoup = join(root, 'node_modules', 'mediasoup');
  const manifest = /** @type {MediasoupPackage} */ (readJson(join(mediasoup, 'package.json')));
  const recipe = contentHash(root, ['build/worker']);
  const keys = cacheKeys({ version: manifest.version, platform, arch, recipe });
  const name = workerName(platform);
  return {
    mediasoup,
    manifest,
    packaged: join(mediasoup, 'worker', 'out', 'Release', name),
    cached: {
      prebuilt: cache.path('workers', keys.prebuilt, name),
      built: cache.path('workers', keys.built, name),
    },
  };
}

/**
 * @param {Context} context
 * @param {Line} line
 * @param {ReturnType<typeof placesFor>} places
 */
async function downloaded({ env, cache }, line, { mediasoup, manifest, cached }) {
  const what = `worker-${manifest.version}`;
  if (env.MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD || cache.recentFailure(what)) return false;
  const { platform, arch } = process;
  line.say('downloading the prebuilt one');
  try {
    await downloadWorker({
      url: prebuiltUrl(manifest, { platform, arch, release: release() }, env),
      destination: cached.prebuilt,
      packageFolder: mediasoup,
      platform,
      limits: patience,
      passes: workerRuns,
      onProgress: (share) => line.progress(`downloading, ${Math.round(share * 100)} %`, share),
    });
    return true;
  } catch (error) {
    cache.rememberFailure(what, reason(error));
    line.say(`the prebuilt one cannot be had (${reason(error)})`);
    return false;
  }
}
