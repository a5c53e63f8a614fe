// Files that do not arrive, since the network changed while the page loaded, leave the page empty,
// and nothing of the program is there to say so. It is loaded again, a few times, then says so.
const delays = [500, 1000, 2000, 4000];
const remembered = 'parley.loads';
let failed = false;

function loadsBefore() {
  try {
    return Number(sessionStorage.getItem(remembered) ?? 0);
  } catch {
    return delays.length;
  }
}

function remember(loads) {
  try {
    if (loads === 0) sessionStorage.removeItem(remembered);
    else sessionStorage.setItem(remembered, String(loads));
  } catch {
    // No storage, no count: the page is not loaded again by itself.
  }
}

function isNeeded(element) {
  const { tagName, rel } = element;
  return tagName === 'SCRIPT' || (tagName === 'LINK' && rel === 'stylesheet');
}

// Captured, because failures to load do not bubble.
addEventListener(
  'error',
  ({ target }) => {
    const started = document.getElementById('app')?.hasChildNodes();
    if (failed || started || !(target instanceof Element) || !isNeeded(target)) return;
    failed = true;
    const loads = loadsBefore();
    if (loads < delays.length) {
      remember(loads + 1);
      setTimeout(() => location.reload(), delays[loads]);
      return;
    }
    remember(0);
    const notice = document.getElementById('not-loaded');
    notice?.querySelector('button')?.addEventListener('click', () => location.reload());
    notice?.removeAttribute('hidden');
  },
  true,
);

addEventListener('load', () => {
  if (!failed) remember(0);
});
