/** Reads what is dear to read no more often than each `forMs`, for those who ask more often. */
export function recent<Value>(read: () => Value, forMs: number): () => Value {
  let last: { value: Value; at: number } | undefined;
  return () => {
    const at = performance.now();
    if (!last || at - last.at > forMs) last = { value: read(), at };
    return last.value;
  };
}
