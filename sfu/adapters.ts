/** This computer's network adapters, and when they change: no system tells it to Node, so we look. */
import { networkInterfaces } from 'node:os';

export type Adapters = ReturnType<typeof networkInterfaces>;

const lookEveryMs = 2_000;

/**
 * Tells the listener whenever an adapter or address came or went. Answers the function that ends it.
 * The first look is the caller's own; only what changes afterwards is told.
 */
export function watchAdapters(
  listener: (adapters: Adapters) => void,
  read: () => Adapters = networkInterfaces,
): () => void {
  let last = JSON.stringify(read());
  const timer = setInterval(() => {
    const adapters = read();
    const now = JSON.stringify(adapters);
    if (now === last) return;
    last = now;
    listener(adapters);
  }, lookEveryMs);
  // Watching alone is no reason for a program to go on.
  timer.unref();
  return () => clearInterval(timer);
}
