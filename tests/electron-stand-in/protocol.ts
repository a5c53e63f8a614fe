import type * as Electron from 'electron';
import type { Route } from 'playwright';
import { addScheme, toApp } from './addresses.ts';
import { browserContext, lifetime } from './lifetime.ts';

type Handle = Parameters<Electron.Protocol['handle']>[1];

export const protocol = {
  registerSchemesAsPrivileged(schemes) {
    if (lifetime.ready) throw new Error('registerSchemesAsPrivileged comes before app is ready');
    for (const { scheme } of schemes) addScheme(scheme);
  },
  handle(scheme, handler) {
    void browserContext().route(
      (url) => toApp(url.href).startsWith(`${scheme}:`),
      (route) => answer(route, handler),
    );
  },
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>;

async function answer(route: Route, handler: Handle): Promise<void> {
  const request = route.request();
  const url = toApp(request.url());
  try {
    const response = await handler(new Request(url, { method: request.method() }));
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  } catch {
    // The page or the whole browser has gone meanwhile.
  }
}
