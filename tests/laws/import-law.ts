/** Who may import what: design in one table, read by imports.test.ts. */
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { isNode, nodesOf, parse, type SyntaxNode } from './syntax.ts';

interface Law {
  /** Folders and files of ours. */
  ours: string[];
  /** Packages, by name; `node:` stands for all of Node's own modules. */
  packages: string[];
  /** Folders, files and packages of which only types may be imported. */
  types?: string[];
  /** Logic without a view: no JSX here. */
  noViews?: true;
  /** What is loaded while running, by import() or require(), is not judged. */
  lateIsFree?: true;
}

const protocol = 'sfu/protocol';
const bridge = 'preload/contract.ts';
const logic: Law = {
  ours: [
    'renderer/call',
    'renderer/chat',
    'renderer/media',
    'renderer/signalling',
    'renderer/state',
    protocol,
  ],
  packages: ['@preact/signals', 'zod'],
  types: [bridge],
  noViews: true,
};
const sfu: Law = {
  ours: ['sfu'],
  packages: ['node:', 'mediasoup', 'prom-client', 'selfsigned', 'sirv', 'zod'],
};
const main: Law = {
  ours: ['main', bridge, 'preload/settings.ts', protocol, 'sfu/adapters.ts', 'sfu/sfu.ts'],
  packages: ['node:', 'electron', 'zod'],
  types: ['electron-updater'],
};

/** By path; the longest that matches counts. A new package is given its places here. */
const laws: Record<string, Law> = {
  [protocol]: { ours: [protocol], packages: ['zod'], types: ['mediasoup'] },
  sfu,
  'sfu/socket.ts': { ...sfu, packages: [...sfu.packages, 'socket.io'] },
  main,
  // Loaded only in packages that are given a feed.
  'main/load-updater.ts': { ...main, packages: [...main.packages, 'electron-updater'] },
  'main/multicast.ts': { ...main, packages: [...main.packages, 'multicast-dns'] },
  preload: { ours: ['preload', protocol], packages: ['zod'] },
  // The one script that runs beside the page, with a handful of Electron's modules.
  'preload/preload.ts': { ours: ['preload', protocol], packages: ['electron', 'zod'] },
  renderer: {
    ours: ['renderer', protocol],
    packages: ['@fontsource-variable/inter', '@preact/signals', 'lucide', 'preact', 'uqr', 'zod'],
    types: [bridge],
  },
  'renderer/state': logic,
  'renderer/chat': logic,
  'renderer/media': logic,
  'renderer/signalling': { ...logic, packages: [...logic.packages, 'socket.io-client'] },
  'renderer/call': { ...logic, packages: [...logic.packages, 'mediasoup-client'] },
  // Where what the app says is checked.
  'renderer/shell': { ...logic, ours: [...logic.ours, 'renderer/shell', bridge], types: [] },
  // Begins before node_modules is there, and loads what it needs of it afterwards.
  build: { ours: ['build'], packages: ['node:'], lateIsFree: true },
  'build/precompress.ts': { ours: ['build'], packages: ['node:', 'vite'] },
  'vite.config.ts': { ours: ['build'], packages: ['node:', 'vite', '@preact/preset-vite'] },
  'vitest.config.ts': { ours: ['build'], packages: ['node:', 'vitest', '@preact/preset-vite'] },
};

interface Import {
  /** Undefined where it is not a plain string, and so cannot be judged. */
  specifier: string | undefined;
  typeOnly: boolean;
  /** By import() or require(). */
  late: boolean;
  position: number;
}

/** What is wrong with a file's imports, a sentence each. Tests may import everything. */
export function importFaults(path: string, text: string): string[] {
  const law = lawOf(path);
  if (!law) return path.startsWith('tests/') ? [] : [`${path} stands where no import law is`];
  const source = parse(path, text);
  const faults = importsIn(source.body)
    .filter((found) => !allows(law, path, found))
    .map(({ specifier = 'a computed name', position }) => {
      return `${path}:${source.lineOf(position)} may not import ${specifier}`;
    });
  if (law.noViews && path.endsWith('.tsx')) faults.push(`${path} may not be a view`);
  return faults;
}

/** Names of all packages that a file imports, without Node's own. */
export function packagesIn(path: string, text: string): string[] {
  return importsIn(parse(path, text).body)
    .flatMap(({ specifier }) => (specifier === undefined ? [] : [specifier]))
    .filter((specifier) => !specifier.startsWith('.'))
    .map(packageOf)
    .filter((name) => name !== 'node:');
}

function lawOf(path: string): Law | undefined {
  const [longest] = Object.keys(laws)
    .filter((place) => isWithin(path, place))
    .sort((a, b) => b.length - a.length);
  return longest === undefined ? undefined : laws[longest];
}

function allows(law: Law, path: string, { specifier, typeOnly, late }: Import): boolean {
  if (late && law.lateIsFree) return true;
  if (specifier === undefined) return false;
  const types = typeOnly ? (law.types ?? []) : [];
  if (!specifier.startsWith('.')) return [...law.packages, ...types].includes(packageOf(specifier));
  // Vite's `?url` and its like follow the path.
  const [file = ''] = posix.join(posix.dirname(path), specifier).split('?');
  return [...law.ours, ...types].some((place) => isWithin(file, place));
}

function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

function packageOf(specifier: string): string {
  const [first = '', second] = specifier.split('/');
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return 'node:';
  return first.startsWith('@') ? `${first}/${second}` : first;
}

function importsIn(body: SyntaxNode[]): Import[] {
  return [...nodesOf(body)].flatMap((node) => {
    const found = sourceOf(node);
    if (!found) return [];
    const { source, typeOnly = false, late = false } = found;
    const value = isNode(source) ? source.value : undefined;
    const specifier = typeof value === 'string' ? value : undefined;
    return { specifier, typeOnly, late, position: node.start };
  });
}

interface Found {
  source: unknown;
  typeOnly?: boolean;
  late?: boolean;
}

function sourceOf(node: SyntaxNode): Found | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      // `import { type A }` is no type import: an import without names is left of it.
      return { source: node.source, typeOnly: node.importKind === 'type' };
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      if (!node.source) return undefined;
      return { source: node.source, typeOnly: node.exportKind === 'type' };
    case 'ImportExpression':
      return { source: node.source, late: true };
    case 'TSImportType':
      return { source: node.source, typeOnly: true };
    case 'TSExternalModuleReference':
      return { source: node.expression };
    case 'CallExpression':
      if (!isNode(node.callee) || node.callee.name !== 'require') return undefined;
      return { source: Array.isArray(node.arguments) ? node.arguments[0] : undefined, late: true };
    default:
      return undefined;
  }
}
