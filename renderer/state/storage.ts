/** What this browser remembers for us. Reading answers null rather than failing. */
export interface Storage {
  read(key: string): string | null;
  write(key: string, value: string): void;
}

/** The part of the browser's `localStorage` that is used. */
interface WebStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/**
 * A browser may refuse storage when it is opened (blocked site data) or written to (full), and a
 * meeting needs none of it: what cannot be stored is remembered until the page closes.
 */
export function guardedStorage(open: () => WebStorage): Storage {
  const unsaved = new Map<string, string>();
  return {
    read(key) {
      const waiting = unsaved.get(key);
      if (waiting !== undefined) return waiting;
      try {
        return open().getItem(key);
      } catch {
        return null;
      }
    },
    write(key, value) {
      try {
        open().setItem(key, value);
        unsaved.delete(key);
      } catch {
        unsaved.set(key, value);
      }
    },
  };
}

/** A stored JSON value, or undefined when there is none or it is not JSON. */
export function readJson(storage: Storage, key: string): unknown {
  const text = storage.read(key);
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
