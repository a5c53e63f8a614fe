import { describe, expect, it } from 'vitest';
import { codeFaults } from './code-law.ts';
import { isProduct, readText, treeFiles } from './tree.ts';

const product = treeFiles().filter(isProduct);

describe('code laws', () => {
  it('are kept by every product file', () => {
    expect(product.flatMap((path) => codeFaults(path, readText(path)))).toEqual([]);
  });

  it('look at files that are there', () => {
    expect(product).toContain('sfu/protocol/signalling.ts');
    expect(product).toContain('build/precompress.ts');
  });
});

describe('the check of code laws', () => {
  it.each([
    ['a file of 301 lines', 'renderer/a.ts', 'f();\n'.repeat(301)],
    ['any', 'main/a.ts', 'export const a: any = f();'],
    ['any inside a type', 'main/a.ts', 'export type A = Map<string, any[]>;'],
    ['as any', 'main/a.ts', 'export const a = f() as any;'],
    ['a non-null assertion', 'main/a.ts', 'export const a = f()!.b;'],
    ['a definite assignment', 'main/a.ts', 'class A { b!: string }'],
    ['a thing to do', 'sfu/a.ts', '// TODO later'],
    ['a thing to mend', 'sfu/a.ts', '/* a\n FIXME */'],
    ['console.log', 'renderer/a.tsx', 'const a = <p onClick={() => console.log(1)} />;'],
    ['a variable of the module', 'sfu/a.ts', 'let count = 0;'],
    ['an exported one', 'sfu/a.ts', 'export let count = 0;'],
    ['an old one', 'sfu/a.ts', 'var count = 0;'],
  ])('finds %s', (_, path, text) => {
    expect(codeFaults(path, text)).toHaveLength(1);
  });

  it.each([
    ['300 lines', 'renderer/a.ts', 'f();\n'.repeat(300)],
    ['words that look like it', 'sfu/a.ts', "export const a = 'any TODO!'; // any console.log!"],
    ['negation', 'sfu/a.ts', 'export const a = !b !== c;'],
    ['a variable in a function', 'sfu/a.ts', 'export function f() { let a = 0; return a++; }'],
    ['a command that talks', 'build/run.mjs', 'console.log(1);'],
    ['a variable of a module elsewhere', 'renderer/a.ts', 'let count = 0;'],
  ])('lets %s through', (_, path, text) => {
    expect(codeFaults(path, text)).toEqual([]);
  });

  it('says where the fault is', () => {
    expect(codeFaults('sfu/a.ts', '\nlet a = 0;')).toEqual([
      'sfu/a.ts:2 has a variable that outlives the server',
    ]);
  });
});
