/** Builds a TypeScript file into a program that Node 20 runs by itself, for tests that kill one. */
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Under the tree, where packages that are left outside are found. */
const outDir = fileURLToPath(new URL('../../out/test-programs', import.meta.url));
const external = ['mediasoup', 'bufferutil', 'utf-8-validate'];

/** Answers the path of the program made of `programs/<name>.ts`. */
export async function programOf(name: string): Promise<string> {
  const entry = fileURLToPath(new URL(`programs/${name}.ts`, import.meta.url));
  const folder = join(outDir, name);
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external },
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: {
        input: entry,
        external: [...external, ...builtinModules, /^node:/],
        output: { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
  });
  return join(folder, `${name}.mjs`);
}
