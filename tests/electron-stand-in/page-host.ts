/**
 * What Electron brings into a page, for plain Chromium: `require('electron')` for the preload script,
 * and the questions that Electron asks the app before the browser decides. Not isolated: unlike
 * Electron's preload scripts, ours share the page's world here.
 *
 * Each function below is turned into text, so that it may use nothing from outside of itself.
 */

/** From the page to the stand-in. */
export type PageMessage =
  | { kind: 'document' }
  | { kind: 'invoke'; channel: string; args: unknown[] }
  | { kind: 'media'; types: ('audio' | 'video')[] }
  | { kind: 'display'; video: boolean; audio: boolean }
  | { kind: 'permission'; name: string }
  | { kind: 'open'; url: string };

export type PageAnswer = { value: unknown } | { error: string };

type Call = (message: PageMessage) => Promise<PageAnswer>;
type Copy = (value: unknown) => unknown;
type AnyFunction = (...args: unknown[]) => unknown;

export const bindingName = '__standInCall';
export const deliverName = '__standInDeliver';

/** The script that runs in every new document, before the page's own. */
export function pageScript(preload: string, relay: string): string {
  const text = JSON.stringify;
  return `(() => {
const call = (${takeBinding})(${text(bindingName)});
if (!call) return;
const copy = ${copyPlain};
const ipcRenderer = (${makeIpcRenderer})(call, copy, ${text(deliverName)});
const contextBridge = (${makeContextBridge})(copy);
(${guardDevices})(call);
(${guardPage})(call);
(${relaySockets})(${text(relay)});
(${relayFetches})(${text(relay)});
const require = (name) => {
  if (name === 'electron') return { contextBridge, ipcRenderer };
  throw new Error('module not found: ' + name);
};
const module = { exports: {} };
(function (require, module, exports) {
${preload}
}).call(undefined, require, module, module.exports);
})();`;
}

/** As in Electron, frames inside of the page get nothing. */
function takeBinding(name: string): Call | undefined {
  const call = Reflect.get(window, name) as Call | undefined;
  Reflect.deleteProperty(window, name);
  if (window.top !== window || !call) return undefined;
  void call({ kind: 'document' });
  return call;
}

/** Electron would carry maps and sets, but Playwright would not: nothing may depend on them. */
function copyPlain(value: unknown): unknown {
  if (value instanceof Map || value instanceof Set) throw new Error('only plain data crosses');
  return structuredClone(value);
}

function makeIpcRenderer(call: Call, copy: Copy, deliver: string) {
  type Listener = (event: object, ...args: unknown[]) => void;
  const listeners = new Map<string, Set<Listener>>();
  Object.defineProperty(window, deliver, {
    value: (channel: string, args: unknown[]) => {
      for (const listener of [...(listeners.get(channel) ?? [])]) listener({}, ...args);
    },
  });
  return {
    async invoke(channel: string, ...args: unknown[]) {
      const answer = await call({ kind: 'invoke', channel, args: args.map(copy) });
      if ('value' in answer) return answer.value;
      throw new Error(`Error invoking remote method '${channel}': ${answer.error}`);
    },
    on(channel: string, listener: Listener) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
    },
    removeListener(channel: string, listener: Listener) {
      listeners.get(channel)?.delete(listener);
    },
  };
}

/** Frozen copies, and functions that hand over copies. */
function makeContextBridge(copy: Copy) {
  const isFunction = (value: unknown): value is AnyFunction => typeof value === 'function';
  const expose = (value: unknown): unknown => {
    if (isFunction(value)) {
      return (...args: unknown[]) => {
        const result = value(...args.map((each) => (isFunction(each) ? each : copy(each))));
        return result instanceof Promise ? result.then(copy) : expose(result);
      };
    }
    if (typeof value !== 'object' || value === null) return value;
    const copies = Object.entries(value).map(([key, each]) => [key, expose(each)]);
    return Object.freeze(Object.fromEntries(copies));
  };
  return {
    exposeInMainWorld(name: string, api: unknown) {
      if (name in window) throw new Error('Cannot bind an API on top of an existing property');
      Object.defineProperty(window, name, { value: expose(api), enumerable: true });
    },
  };
}

/** Asks the app's permission handlers before the browser's devices. */
function guardDevices(call: Call): void {
  // Absent in an insecure context, whatever its type says.
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (!devices) return;
  const getUserMedia = devices.getUserMedia.bind(devices);
  const getDisplayMedia = devices.getDisplayMedia.bind(devices);
  const allowed = async (message: PageMessage) => {
    const answer = await call(message);
    if ('value' in answer && answer.value === true) return;
    throw new DOMException('Permission denied', 'NotAllowedError');
  };
  devices.getUserMedia = async (constraints) => {
    const types = (['audio', 'video'] as const).filter((type) => constraints?.[type]);
    await allowed({ kind: 'media', types });
    return getUserMedia(constraints);
  };
  devices.getDisplayMedia = async (options) => {
    const { video = true, audio = false } = options ?? {};
    await allowed({ kind: 'display', video: Boolean(video), audio: Boolean(audio) });
    return getDisplayMedia(options);
  };
}

/** Asks the app about windows and about permissions in general. */
function guardPage(call: Call): void {
  window.open = (url = '') => {
    void call({ kind: 'open', url: new URL(url, location.href).href });
    return null;
  };
  navigator.permissions.query = async ({ name }) => {
    const answer = await call({ kind: 'permission', name });
    const granted = 'value' in answer && answer.value === true;
    // Electron has no third state: what is not granted is denied.
    return Object.assign(new EventTarget(), {
      name,
      state: granted ? ('granted' as const) : ('denied' as const),
      onchange: null,
    });
  };
}

function relaySockets(relay: string): void {
  window.WebSocket = new Proxy(WebSocket, {
    construct(Native, [url, protocols]: [string | URL, string | string[] | undefined]) {
      return new Native(`${relay}?to=${encodeURIComponent(String(url))}`, protocols);
    },
  });
}

function relayFetches(relay: string): void {
  const { fetch } = window;
  window.fetch = (input, init) => {
    const to = new URL(input instanceof Request ? input.url : input, location.href);
    if (to.origin === location.origin || input instanceof Request) return fetch(input, init);
    return fetch(`${relay.replace(/^ws/, 'http')}?to=${encodeURIComponent(to.href)}`, init);
  };
}
