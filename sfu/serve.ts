/** The headless server: `parley serve`. Options are listed by `--help` and in docs/operations.md. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { flagOf } from './config.ts';
import { messageOf } from './log.ts';
import { formatAddress } from './protocol/invite.ts';
import { settings } from './settings.ts';
import { ConfigError, readConfig, type Sfu, startSfu } from './sfu.ts';

const exitBadConfig = 2;

const args = process.argv.slice(2);
if (args.includes('--help')) {
  process.stdout.write(help());
} else {
  await serve();
}

async function serve(): Promise<void> {
  let sfu: Sfu | undefined;
  // The first signal is heard from the very beginning, so that a start can be broken off too, and
  // acted on at once: mediasoup ends its workers on the same signal, and without the goodbye before
  // it people would take the end for a failure.
  const asked = new Promise<void>((resolve) => {
    const stop = () => {
      void sfu?.close();
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
    // Whoever started this program over an IPC channel has gone.
    process.once('disconnect', stop);
  });
  try {
    const options = readConfig(args, process.env);
    sfu = await startSfu({
      ...options,
      rendererFolder: options.rendererFolder ?? builtRenderer(),
    });
    announce(sfu);
    await asked;
    await sfu.close();
    // Nothing is left that should keep the process, and a dependency's timer must not either.
    process.exit(0);
  } catch (error) {
    process.stderr.write(`parley serve: ${messageOf(error)}\n`);
    process.exit(error instanceof ConfigError ? exitBadConfig : 1);
  }
}

function announce({ localUrl, info }: Sfu): void {
  const { addresses, secure } = info();
  process.stdout.write(`Parley is ready at ${localUrl}\n`);
  if (secure) {
    for (const address of addresses) {
      process.stdout.write(`Others reach it at https://${formatAddress(address)}/\n`);
    }
  }
  process.send?.({ type: 'ready', url: localUrl });
}

/** The pages that were built beside this program, if they are there. */
function builtRenderer(): string | undefined {
  const folder = fileURLToPath(new URL('../renderer', import.meta.url));
  return existsSync(folder) ? folder : undefined;
}

function help(): string {
  const rows = Object.values(settings).map(({ env, may, fallback, about }) => {
    const preset = fallback === undefined ? '' : `, by default ${fallback}`;
    return `  --${flagOf(env)}\n      ${about}; ${may}${preset} (or ${env})\n`;
  });
  return `parley serve [options]\n\nEach option is a flag or an environment variable; the flag wins.\n\n${rows.join('')}`;
}
