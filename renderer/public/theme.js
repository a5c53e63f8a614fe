// Runs before the first paint, which a module cannot: a theme that was chosen must not flash.
try {
  const theme = localStorage.getItem('parley.theme');
  if (['dark', 'light', 'contrast'].includes(theme)) document.documentElement.dataset.theme = theme;
} catch {
  // No storage, no choice: the system's theme stays.
}
