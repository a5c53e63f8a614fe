import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { readText } from './tree.ts';

const versions = z.optional(z.record(z.string(), z.string()));
const packageJson = z.parse(
  z.object({
    dependencies: versions,
    devDependencies: versions,
    optionalDependencies: versions,
    allowScripts: z.record(z.string(), z.boolean()),
  }),
  JSON.parse(readText('package.json')),
);
const lock = z.parse(
  z.object({
    packages: z.record(
      z.string(),
      z.looseObject({
        hasInstallScript: z.optional(z.boolean()),
        resolved: z.optional(z.string()),
      }),
    ),
  }),
  JSON.parse(readText('package-lock.json')),
);
const dependencies = {
  ...packageJson.dependencies,
  ...packageJson.devDependencies,
  ...packageJson.optionalDependencies,
};

const isExact = (version: string) => /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version);

/** Names of the packages that a table of docs/dependencies.md has a line for. */
function describedIn(document: string): string[] {
  return [...document.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, name = '']) => name);
}

/** Packages whose install script nobody decided about. */
function undecided(packages: typeof lock.packages, decided: Record<string, boolean>): string[] {
  return Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.split('node_modules/').at(-1) ?? path)
    .filter((name) => !Object.hasOwn(decided, name));
}

describe('packages', () => {
  it('are pinned exactly', () => {
    expect(Object.entries(dependencies).filter(([, version]) => !isExact(version))).toEqual([]);
  });

  it('are described in docs/dependencies.md, each once, and nothing else is', () => {
    const described = describedIn(readText('docs/dependencies.md'));
    expect(described.toSorted()).toEqual(Object.keys(dependencies).toSorted());
  });

  it('run an install script only where that was decided', () => {
    expect(undecided(lock.packages, packageJson.allowScripts)).toEqual([]);
  });

  it('are locked without the name of a registry', () => {
    const named = Object.entries(lock.packages).filter(([, { resolved }]) => resolved);
    expect(named).toEqual([]);
  });
});

describe('the check of packages', () => {
  it.each(['^1.2.3', '~1.2.3', '1.2', 'latest', '*', '1.2.3 || 2.0.0', 'file:../a', '>=1.2.3'])(
    'finds %s not exact',
    (version) => expect(isExact(version)).toBe(false),
  );

  it.each(['1.2.3', '10.0.0-beta.1'])('finds %s exact', (version) => {
    expect(isExact(version)).toBe(true);
  });

  it('finds a package that is described and one that is only named', () => {
    expect(describedIn('| `one` | why |\n\n`two` is not | `three` |')).toEqual(['one']);
  });

  it('finds a script that nobody decided about, also of a nested package', () => {
    const packages = {
      'node_modules/a': { hasInstallScript: true },
      'node_modules/b/node_modules/@c/d': { hasInstallScript: true },
      'node_modules/e': {},
    };
    expect(undecided(packages, { a: false })).toEqual(['@c/d']);
  });
});
