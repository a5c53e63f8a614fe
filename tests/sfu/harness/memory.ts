import { readFile } from 'node:fs/promises';

/** Resident memory of a process in bytes; 0 where the system has no /proc to ask. */
export async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}
