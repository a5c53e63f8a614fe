/** Requests of the main process, which here are Node's own; electron-updater makes them. */
import { EventEmitter } from 'node:events';
import { type ClientRequest, request as plain } from 'node:http';
import { request as encrypted } from 'node:https';
import type * as Electron from 'electron';

type Options = Electron.ClientRequestConstructorOptions & { headers?: Record<string, string> };

export const net = {
  request({ protocol, hostname, port, path, method, headers }: Options): ClientRequest {
    const ask = protocol === 'https:' ? encrypted : plain;
    return ask({ protocol, hostname, port, path, method, headers });
  },
} satisfies { request(options: Options): Pick<ClientRequest, 'on' | 'end' | 'abort'> };

/** Electron's own, which is not used; electron-updater tells it that the app is about to end. */
export const autoUpdater = new EventEmitter();
