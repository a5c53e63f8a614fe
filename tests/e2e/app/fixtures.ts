import { test as base, endAll } from '../fixtures.ts';
import { type AppOptions, DesktopApp } from './desktop-app.ts';

interface AppFixtures {
  /** Starts the desktop app; it ends with the test. */
  startApp(options?: AppOptions): Promise<DesktopApp>;
}

export const test = base.extend<AppFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the wanted fixtures from here.
  startApp: async ({}, use) => {
    const apps: DesktopApp[] = [];
    await use(async (options) => {
      const app = await DesktopApp.start(options);
      apps.push(app);
      return app;
    });
    await endAll(apps, (app) => app.stop());
    await endAll(apps, (app) => app.forget());
  },
});

export { expect } from 'playwright/test';
