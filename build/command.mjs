import { Interrupted, Problem } from './problem.mjs';
import { exitCodeOf } from './processes.mjs';
import { createContext } from './setup/context.mjs';

/** @typedef {import('./setup/context.mjs').Context} Context */
/** @typedef {(context: Context, args: readonly string[]) => Promise<number>} Command */

/**
 * Runs one command and answers the exit code. Foreseen trouble becomes two sentences.
 * @param {Command} command
 * @param {string} name
 * @param {readonly string[]} args
 */
export async function runCommand(command, name, args) {
  // What `serve` says on its standard output belongs to the server alone.
  const context = createContext(name === 'serve' ? process.stderr : process.stdout);
  if (args.includes('--fresh')) context.cache.forgetFailures();
  const own = args.filter((argument) => argument !== '--fresh' && argument !== '--');
  try {
    return await command(context, own);
  } catch (error) {
    if (error instanceof Interrupted) return exitCodeOf(error.signal);
    if (cannotWrite(error)) {
      console.error(`A file cannot be written: ${error.message}.`);
      console.error('Make room or give rights there; XDG_CACHE_HOME moves the cache folder.');
      return 1;
    }
    if (!(error instanceof Problem)) throw error;
    console.error(`${error.message}\n${error.remedy}`);
    return 1;
  }
}

/**
 * @param {unknown} error
 * @returns {error is Error}
 */
function cannotWrite(error) {
  const codes = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC'];
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
