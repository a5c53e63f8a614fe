import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig, type EnvironmentOptions } from 'vite';
import { icons } from './build/icons/plugin.mjs';
import { precompress } from './build/precompress.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Left to Node's own resolution: Electron exists only at run time, and the others are optional
// accelerators that ws asks for and does without.
const external = ['electron', 'bufferutil', 'utf-8-validate'];

interface Program {
  entry: string;
  name: string;
  format?: 'es' | 'cjs';
  target?: string;
  /** Left to Node besides the usual ones. */
  leave?: string[];
}

const program = ({
  entry,
  name,
  format = 'es',
  target = 'node20',
  leave = [],
}: Program): EnvironmentOptions => ({
  consumer: 'server',
  resolve: { noExternal: true, external: [...external, ...leave] },
  build: {
    outDir: at(`out/${name}`),
    emptyOutDir: true,
    target,
    minify: false,
    sourcemap: true,
    copyPublicDir: false,
    rolldownOptions: {
      input: at(entry),
      external: [...external, ...leave, ...builtinModules, /^node:/],
      output:
        format === 'es'
          ? // The constant is for mediasoup, which is CommonJS and looks for its worker beside itself.
            { format, entryFileNames: '[name].js', intro: 'const __dirname = import.meta.dirname;' }
          : { format, entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
});

const sfuPort = Number(process.env.PORT ?? 7780);
const toSfu = { target: `http://127.0.0.1:${sfuPort}`, ws: true };

export default defineConfig({
  root: at('renderer'),
  // Absolute, because the page is served at /r/<roomId> too.
  base: '/',
  plugins: [preact(), precompress(), icons(at('.'))],
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/socket.io': toSfu, '/health': toSfu, '/stats': toSfu, '/metrics': toSfu },
  },
  environments: {
    client: {
      build: {
        outDir: at('out/renderer'),
        emptyOutDir: true,
        target: 'chrome120',
        sourcemap: true,
        rolldownOptions: { input: at('renderer/index.html') },
      },
    },
    sfu: program({ entry: 'sfu/serve.ts', name: 'sfu' }),
    main: program({ entry: 'main/main.ts', name: 'main' }),
    // Sandboxed, so that it is one file that can load nothing but a few of Electron's modules.
    preload: program({
      entry: 'preload/preload.ts',
      name: 'preload',
      format: 'cjs',
      target: 'chrome150',
    }),
    // For tests where Electron itself cannot be had; in no package.
    electronStandIn: program({
      entry: 'tests/electron-stand-in/electron.ts',
      name: 'electron-stand-in',
      leave: ['playwright', 'playwright-core'],
    }),
  },
  builder: {
    async buildApp(builder) {
      await Promise.all(Object.values(builder.environments).map((each) => builder.build(each)));
    },
  },
});
