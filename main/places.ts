/** Where the parts of the app are. */
import { join } from 'node:path';
import { app } from 'electron';
import { originOf, pageAddress } from './pages.ts';

const built = join(app.getAppPath(), 'out');
const page = pageAddress(app.isPackaged, process.env);

export const places = {
  renderer: join(built, 'renderer'),
  icons: join(built, 'icons'),
  preload: join(built, 'preload', 'preload.cjs'),
  page,
  pageOrigin: originOf(page) ?? '',
};
