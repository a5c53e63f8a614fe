/** Where the parts of the app are. */
import { join } from 'node:path';
import { app } from 'electron';
import { originOf, pageUrl } from './pages.ts';

const built = join(app.getAppPath(), 'out');
/** The development server's page, which an installed app knows nothing of. */
const page = (!app.isPackaged && process.env.PARLEY_RENDERER_URL) || pageUrl;

export const places = {
  renderer: join(built, 'renderer'),
  icons: join(built, 'icons'),
  preload: join(built, 'preload', 'preload.cjs'),
  page,
  pageOrigin: originOf(page) ?? '',
};
