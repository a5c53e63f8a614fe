/** Meeting links that the system hands to the app, whether it runs already or not. */
import type { App } from 'electron';
import type { Actions } from './actions.ts';
import { linkFromArgs } from './deep-link.ts';
import type { MainWindow } from './window.ts';

export interface Links {
  /** From now on, and for the link that the app was started with. */
  follow(actions: Pick<Actions, 'openLink'>, window: Pick<MainWindow, 'show'>): void;
}

/**
 * Before the app is ready: macOS hands its link over early.
 * @param argv as of `process`, with the program itself
 */
export function setupLinks(app: Pick<App, 'on'>, argv: readonly string[]): Links {
  let waiting = linkFromArgs(argv.slice(1));
  let follow: ((link: string | undefined) => void) | undefined;
  const take = (link: string | undefined) => {
    if (follow) follow(link);
    else waiting = link ?? waiting;
  };
  app.on('open-url', (event, url) => {
    event.preventDefault();
    take(url);
  });
  app.on('second-instance', (_event, others) => take(linkFromArgs(others.slice(1))));
  return {
    follow(actions, window) {
      follow = (link) => (link === undefined ? window.show() : actions.openLink(link));
      if (waiting !== undefined) actions.openLink(waiting);
      waiting = undefined;
    },
  };
}

/** Parley opens `parley:` links. An installed app is registered by its installer as well. */
export function setupScheme(app: Pick<App, 'isPackaged' | 'setAsDefaultProtocolClient'>): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient('parley');
}
