import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

interface Folder {
  files: Record<string, Entry>;
}
type Entry = Folder | { offset: string; size: number };

const entry: z.ZodMiniType<Entry> = z.union([
  z.object({
    get files() {
      return z.record(z.string(), entry);
    },
  }),
  z.object({ offset: z.string(), size: z.number() }),
]);

/** The files of an asar archive, by path. */
export function readAsar(file: string): Map<string, Buffer> {
  const archive = readFileSync(file);
  const header = archive.toString('utf8', 16, 16 + archive.readUInt32LE(12));
  const start = 8 + archive.readUInt32LE(4);
  const found = new Map<string, Buffer>();
  const walk = (node: Entry, path: string) => {
    if ('files' in node) {
      for (const [name, child] of Object.entries(node.files)) walk(child, join(path, name));
      return;
    }
    const at = start + Number(node.offset);
    found.set(path, archive.subarray(at, at + node.size));
  };
  walk(entry.parse(JSON.parse(header)), '');
  return found;
}
