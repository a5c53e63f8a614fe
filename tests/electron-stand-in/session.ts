import type * as Electron from 'electron';

type Handler<Name extends keyof Electron.Session> = Electron.Session[Name] extends (
  handler: infer Given,
  ...others: never[]
) => void
  ? Given
  : never;

/** What the app has set; asked by the page's host and by the relay. */
export const handlers: {
  request: Handler<'setPermissionRequestHandler'>;
  check: Handler<'setPermissionCheckHandler'>;
  display: Handler<'setDisplayMediaRequestHandler'>;
  verify: Handler<'setCertificateVerifyProc'>;
} = { request: null, check: null, display: null, verify: null };

export const session = {
  /** Nothing of a session counts for requests of the main process here. */
  fromPartition: () => ({}),
  defaultSession: {
    setPermissionRequestHandler: (handler) => {
      handlers.request = handler;
    },
    setPermissionCheckHandler: (handler) => {
      handlers.check = handler;
    },
    setDevicePermissionHandler: () => {},
    setDisplayMediaRequestHandler: (handler) => {
      handlers.display = handler;
    },
    setCertificateVerifyProc: (proc) => {
      handlers.verify = proc;
    },
  } satisfies Pick<
    Electron.Session,
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'setDisplayMediaRequestHandler'
    | 'setCertificateVerifyProc'
  >,
};
