import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { download } from './download.mjs';
import { install } from './files.mjs';

/**
 * @typedef {object} Machine
 * @property {NodeJS.Platform} platform
 * @property {string} arch
 * @property {string} release of the operating system, as os.release() says it
 */

/** @param {NodeJS.Platform} platform */
export const workerName = (platform) =>
  platform === 'win32' ? 'mediasoup-worker.exe' : 'mediasoup-worker';

/**
 * Where mediasoup's authors publish the worker for a machine; the same rule as in its installer.
 * @param {{ version: string, repository: { url: string } }} mediasoup its package.json
 * @param {Machine} machine
 * @param {NodeJS.ProcessEnv} env
 */
export function prebuiltUrl(mediasoup, { platform, arch, release }, env) {
  const base =
    env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL ||
    `${mediasoup.repository.url.replace(/^git\+/, '').replace(/\.git$/, '')}/releases/download`;
  const kernel = platform === 'linux' ? `-kernel${Number.parseInt(release, 10)}` : '';
  const { version } = mediasoup;
  return `${base}/${version}/mediasoup-worker-${version}-${platform}-${arch}${kernel}.tgz`;
}

/**
 * Downloads the worker and puts it at `destination` if it passes, or throws why not.
 * @param {object} order
 * @param {string} order.url
 * @param {string} order.destination
 * @param {string} order.packageFolder mediasoup's own folder, whose `tar` unpacks
 * @param {NodeJS.Platform} order.platform
 * @param {import('./download.mjs').DownloadLimits} order.limits
 * @param {(file: string) => Promise<boolean>} order.passes
 * @param {(share: number) => void} order.onProgress
 */
export async function downloadWorker(order) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-worker-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeFolder);
  try {
    const archive = join(folder, 'worker.tgz');
    await download(order.url, archive, order.limits, order.onProgress);
    /** @type {typeof import('tar')} */
    const tar = createRequire(join(order.packageFolder, 'package.json'))('tar');
    await tar.extract({ file: archive, cwd: folder, strict: true });
    const worker = join(folder, workerName(order.platform));
    if (!(await order.passes(worker))) throw new Error('the downloaded worker does not run here');
    install(worker, order.destination);
  } finally {
    process.off('exit', removeFolder);
    removeFolder();
  }
}
