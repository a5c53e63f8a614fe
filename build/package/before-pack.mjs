import { stagedWorker, targetName, workerFault } from './targets.mjs';

/** @typedef {import('./targets.mjs').Platform} Platform */

/**
 * Told by electron-builder before it fills a package, which it would fill without a worker too.
 * @param {{ electronPlatformName: string, arch: number, packager: { projectDir: string } }} context
 */
export default async function beforePack({ electronPlatformName, arch, packager }) {
  const { Arch } = (await import('electron-builder')).default;
  const names = Arch[arch] === 'universal' ? ['x64', 'arm64'] : [String(Arch[arch])];
  for (const name of names) {
    const target = { platform: /** @type {Platform} */ (electronPlatformName), arch: name };
    const file = stagedWorker(packager.projectDir, target);
    const fault = workerFault(file, target);
    if (fault === undefined) continue;
    throw new Error(
      `The media worker for ${targetName(target)} ${fault}: ${file}. Use npm run dist, or put it there.`,
    );
  }
}
