/** Runs an Electron app on Node: `electron` becomes the stand-in, then the app's entry is loaded. */
import { readFileSync, statSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const built = new URL('../../out/electron-stand-in/electron.js', import.meta.url).href;
const args = process.argv.slice(2);

/** Node reads this on its loader thread, so that it is handed over as text. */
const hooks = `export const resolve = (specifier, context, next) => specifier === 'electron'
  ? { url: ${JSON.stringify(built)}, shortCircuit: true, format: 'module' }
  : next(specifier, context);`;
module.register(`data:text/javascript,${encodeURIComponent(hooks)}`);

const standIn = await import(built);
// Playwright's loader and its inspector ask by require().
const load = module._load;
module._load = (request, ...others) =>
  request === 'electron' ? standIn : load(request, ...others);

const preloaded = args.flatMap((argument, index) => (args[index - 1] === '-r' ? [argument] : []));
const entry = args.find((argument, index) => !argument.startsWith('-') && args[index - 1] !== '-r');
if (entry === undefined) throw new Error('no app was named');
const folder = resolve(entry);
process.argv = [process.argv[0], ...args];
standIn.standIn.begin(folder, args);
for (const file of preloaded) createRequire(import.meta.url)(file);

const main = statSync(folder).isDirectory()
  ? join(folder, JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).main)
  : folder;
// An entry that waits for `ready` at its top level would wait for ever, here as in Electron.
const patience = setTimeout(() => {
  process.stderr.write('stand-in: the entry module does not end; does it await app.whenReady()?\n');
  process.exit(1);
}, 20_000);
await import(pathToFileURL(main).href);
clearTimeout(patience);
await standIn.standIn.ready();
