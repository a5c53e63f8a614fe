/** The files of the tree as git would see them, without asking git: a downloaded copy has none. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A folder's or file's name as it stands in .gitignore, which here has only plain forms. */
function ignored(): (name: string) => boolean {
  const lines = readText('.gitignore').split('\n').filter(Boolean);
  const names = new Set(['.git', ...lines.map((line) => line.replace(/\/$/, ''))]);
  const endings = lines.filter((line) => line.startsWith('*')).map((line) => line.slice(1));
  return (name) => names.has(name) || endings.some((ending) => name.endsWith(ending));
}

/** Paths of all files, relative to the root, with `/` on every system. */
export function treeFiles(): string[] {
  const isIgnored = ignored();
  const walk = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter(({ name }) => !isIgnored(name))
      .flatMap((entry) => {
        const path = folder ? `${folder}/${entry.name}` : entry.name;
        if (entry.isDirectory()) return walk(path);
        return entry.isFile() ? [path] : [];
      });
  return walk('');
}

export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

const productFolders = /^(sfu|main|preload|renderer|build)\//;

export function isSource(path: string): boolean {
  return /\.(tsx?|mjs)$/.test(path);
}

/** What is shipped, or builds what is shipped. */
export function isProduct(path: string): boolean {
  return productFolders.test(path) && isSource(path);
}
