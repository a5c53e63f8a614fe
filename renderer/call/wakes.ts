/** The moments at which a connection that seemed alive, or hopeless, is worth another look. */

/** How often the clock is looked at, and how far it may jump before the machine has slept, in ms. */
const tick = 2_000;
const jump = 10_000;

/** Calls back when the network has changed, the page is seen again or the machine has woken up. */
export function watchWakes(page: EventTarget, woken: () => void): () => void {
  const watching = new AbortController();
  const { signal } = watching;
  for (const name of ['online', 'pageshow', 'resume']) {
    page.addEventListener(name, woken, { signal });
  }
  // It bubbles from the document up to the window.
  page.addEventListener('visibilitychange', () => visible() && woken(), { signal });
  networkOf()?.addEventListener('change', woken, { signal });
  let last = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - last > jump) woken();
    last = now;
  }, tick);
  return () => {
    watching.abort();
    clearInterval(timer);
  };
}

function visible(): boolean {
  return globalThis.document?.visibilityState !== 'hidden';
}

/** W3C Network Information, which only some browsers have. */
function networkOf(): EventTarget | undefined {
  const network: unknown = Reflect.get(globalThis.navigator ?? {}, 'connection');
  return network instanceof EventTarget ? network : undefined;
}
