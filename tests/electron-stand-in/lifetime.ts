/** What all parts of the stand-in share of one run of an app: its place, its browser, its windows. */
import type { BrowserContext } from 'playwright';

export interface Closeable {
  /** Resolves to whether it closed: the app may have held it. */
  askToClose(): Promise<boolean>;
}

/** Electron is one per process, and so is this. */
export const lifetime = {
  folder: process.cwd(),
  args: [] as readonly string[],
  ready: false,
  context: undefined as BrowserContext | undefined,
  windows: new Set<Closeable>(),
};

export function browserContext(): BrowserContext {
  if (!lifetime.context) throw new Error('This needs the app to be ready.');
  return lifetime.context;
}
