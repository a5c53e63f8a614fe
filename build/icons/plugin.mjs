import { join } from 'node:path';
import { drawRuntimeIcons } from './icons.mjs';

/**
 * Draws the icons that the app loads while it runs beside its main process, in out/icons.
 * @param {string} root
 * @returns {import('vite').Plugin}
 */
export const icons = (root) => ({
  name: 'parley:icons',
  apply: 'build',
  applyToEnvironment: (environment) => environment.name === 'main',
  writeBundle: () => drawRuntimeIcons(root, join(root, 'out', 'icons')),
});
