/** The desktop app, as a table of contents. */
import { join } from 'node:path';
import { app, protocol, safeStorage, session, shell } from 'electron';
import { nameAsPage } from './development.ts';
import { type Links, setupLinks, setupScheme } from './links.ts';
import { hiddenFlag } from './login-item.ts';
import { pageOrigin, registerPages, servePages } from './pages.ts';
import { limitPermissions } from './permissions.ts';
import { places } from './places.ts';
import { keySeal } from './secret-store.ts';
import { refuseDangers } from './security.ts';
import { createServices } from './services.ts';
import { SettingsFile } from './settings.ts';
import {
  setupActions,
  setupCalls,
  setupDeparture,
  setupMenu,
  setupPowerSaving,
  setupScreenPicker,
  setupShortcut,
  setupStartAtLogin,
  setupTrayIcon,
  setupUpdates,
  setupWindow,
} from './setup.ts';
import { hasTray } from './tray-support.ts';

// The settings, the certificate and the lock below belong to this folder.
if (process.env.PARLEY_DATA) app.setPath('userData', process.env.PARLEY_DATA);
// Windows groups windows and shows notifications by this name: `appId` in electron-builder.yml.
if (process.platform === 'win32') app.setAppUserModelId('app.parley.Parley');
app.enableSandbox();
registerPages(protocol);
refuseDangers({ app, shell, pageOrigin: places.pageOrigin });

if (app.requestSingleInstanceLock()) {
  const links = setupLinks(app, process.argv);
  const patience = process.argv.includes(hiddenFlag) ? 10_000 : 0;
  const tray = hasTray({ env: process.env, platform: process.platform, patience });
  app
    .whenReady()
    .then(() => start(links, tray))
    .catch((error: unknown) => {
      process.stderr.write(`parley: could not start: ${String(error)}\n`);
      app.exit(1);
    });
} else {
  app.quit();
}

async function start(links: Links, tray: Promise<boolean>): Promise<void> {
  const settings = await SettingsFile.open(join(app.getPath('userData'), 'settings.json'));
  const seal = keySeal({ store: safeStorage, platform: process.platform });
  const services = createServices(
    settings,
    process.env,
    {
      data: app.getPath('userData'),
      renderer: places.renderer,
      resources: app.isPackaged ? process.resourcesPath : undefined,
    },
    seal,
  );
  servePages(protocol, places.renderer);
  limitPermissions(session.defaultSession, places.pageOrigin);
  services.pins.install(session.defaultSession);
  if (places.pageOrigin !== pageOrigin) nameAsPage(session.defaultSession, pageOrigin);

  const trayAvailable = await tray;
  const departure = setupDeparture(services);
  const window = setupWindow(services, departure, trayAvailable);
  const picker = setupScreenPicker(services, window);
  const updates = setupUpdates(services, departure);
  setupCalls(services, { window, picker, updates, trayAvailable });
  const actions = setupActions(services, window, updates);
  setupMenu((action) => actions.perform(action));
  if (trayAvailable) setupTrayIcon(services, updates, actions);
  setupShortcut(services, actions);
  setupPowerSaving(services);
  setupStartAtLogin(services);
  setupScheme(app);
  links.follow(actions, window);
}
