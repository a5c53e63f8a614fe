import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { drawInstallerIcons } from '../icons/icons.mjs';
import { Problem } from '../problem.mjs';
import { lastLines, readJson } from '../setup/files.mjs';
import { imitateRuntime } from './imitation.mjs';
import { updateFeed } from './plan.mjs';
import { runtimeFolder } from './runtime.mjs';
import { stagedWorker } from './targets.mjs';
import { librariesOf, stageWorker } from './workers.mjs';

/** @typedef {import('../setup/context.mjs').Context} Context */
/** @typedef {import('../screen.mjs').Line} Line */
/** @typedef {import('./plan.mjs').Plan} Plan */
/** @typedef {{ worker: string, electron: string | undefined, output: string }} Parts */

const flags = { linux: '--linux', darwin: '--mac', win32: '--win' };

/**
 * Packs what the plan says from out/, and answers the files that came of it.
 * @param {Context} context
 * @param {Line} line
 * @param {Plan} plan
 * @param {Parts} parts
 */
export async function pack(context, line, plan, { worker, electron, output }) {
  const { root } = context;
  const folder = join(root, 'out', 'package');
  const { platform, archs, formats, runtime } = plan;
  const feed = updateFeed(context.env);
  drawInstallerIcons(root, join(folder, 'icons'));
  for (const arch of archs) await stageWorker(context, line, { platform, arch }, worker);
  if (runtime === 'imitated') {
    rmSync(output, { recursive: true, force: true });
    rmSync(join(folder, 'imitation'), { recursive: true, force: true });
    imitateRuntime(join(folder, 'imitation'), versionOf(root, 'electron'));
  }
  const config = {
    extends: 'electron-builder.yml',
    directories: { output },
    ...(platform === 'linux' && { deb: { fpm: await libraryOptions(root, plan) } }),
    ...(feed !== undefined && { publish: { provider: 'generic', url: feed } }),
    ...(runtime === 'found' && { electronDist: runtimeFolder(electron ?? '', platform) }),
    ...(runtime === 'imitated' && {
      electronDist: join(folder, 'imitation'),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills it in
      artifactName: 'parley-imitation-${version}-${os}-${arch}.${ext}',
    }),
  };
  const file = join(folder, 'electron-builder.json');
  writeFileSync(file, `${JSON.stringify(config, undefined, 2)}\n`);
  const started = Date.now();
  const own = formats === undefined ? [] : [...formats, `--${process.arch}`];
  const options = ['--projectDir', root, '--config', file, '--publish', 'never'];
  await runBuilder(context, line, runtime, [flags[platform], ...own, ...options]);
  if (plan.archive) await archive(root, output, runtime);
  return readdirSync(output, { withFileTypes: true })
    .filter((entry) => entry.isFile() && statSync(join(output, entry.name)).mtimeMs >= started)
    .filter(({ name }) => /^parley-|^latest/.test(name))
    .map(({ name }) => join(output, name));
}

/**
 * @param {Context} context
 * @param {Line} line
 * @param {Plan['runtime']} runtime
 * @param {readonly string[]} args
 */
async function runBuilder({ root, env, cache, processes }, line, runtime, args) {
  const log = cache.log('electron-builder');
  const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
  const code = await processes.tool(process.execPath, [builder, ...args], {
    cwd: root,
    env: {
      ...env,
      NO_UPDATE_NOTIFIER: '1',
      // Its own fpm is a download.
      ...(runtime !== 'fetched' && { CUSTOM_FPM_PATH: join(root, 'build', 'package', 'fpm.mjs') }),
    },
    log,
    onLine: (said) => {
      const [, step] =
        /• ((?:packaging|building|downloading|signing|notarizing)\b.*)/.exec(said) ?? [];
      if (step !== undefined) line.say(step.replace(/\s+/g, ' '));
    },
  });
  if (code === 0) return;
  throw new Problem(
    `The packages could not be built (log: ${log}):\n${lastLines(log, 15)}`,
    'Mend what the log names. Without downloads this works: npm run dist -- --offline',
  );
}

/**
 * The unpacked folder as a tar.gz, which electron-builder would need 7-Zip for.
 * @param {string} root
 * @param {string} output
 * @param {Plan['runtime']} runtime
 */
async function archive(root, output, runtime) {
  const suffix = process.arch === 'x64' ? '' : `-${process.arch}`;
  const kind = runtime === 'imitated' ? 'parley-imitation' : 'parley';
  const name = `${kind}-${versionOf(root)}-linux-${process.arch}`;
  /** @type {typeof import('tar')} */
  const tar = createRequire(join(root, 'node_modules', 'mediasoup', 'package.json'))('tar');
  await tar.create(
    {
      file: join(output, `${name}.tar.gz`),
      cwd: join(output, `linux${suffix}-unpacked`),
      prefix: name,
      gzip: true,
      // What updates a deb would put a deb beside this.
      filter: (path) => !/resources\/(package-type|app-update\.yml)$/.test(path),
      // Owners of this machine mean nothing elsewhere.
      portable: true,
    },
    ['.'],
  );
}

/**
 * A worker that was built here needs the libraries that it was built with.
 * @param {string} root
 * @param {Plan} plan
 */
async function libraryOptions(root, { platform, archs }) {
  const workers = archs.map((arch) => stagedWorker(root, { platform, arch }));
  const packages = await Promise.all(workers.map(librariesOf));
  return packages.flat().map((name) => `--depends=${name}`);
}

/**
 * @param {string} root
 * @param {string} [name] of a package; ours by default
 */
function versionOf(root, name) {
  const folder = name === undefined ? root : join(root, 'node_modules', name);
  return /** @type {{ version: string }} */ (readJson(join(folder, 'package.json'))).version;
}
