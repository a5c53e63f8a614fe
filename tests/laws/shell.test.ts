/** What the shell may not contain, so that its security does not rest on memory. */
import { describe, expect, it } from 'vitest';
import { isProduct, readText, treeFiles } from './tree.ts';

const files = treeFiles().filter(
  (path) => isProduct(path) && /^(main|preload|renderer)\//.test(path),
);

/** The few files that touch Electron itself; all others are handed what they need of it. */
const touching = [
  'main/load-updater.ts',
  'main/main.ts',
  'main/places.ts',
  'main/setup.ts',
  'main/tray.ts',
  'main/window.ts',
  'preload/preload.ts',
];

interface Danger {
  what: string;
  words: RegExp;
  /** Where it is nevertheless, for a reason that is written there. */
  except?: string[];
}

const dangers: Danger[] = [
  { what: 'the remote module', words: /@electron\/remote|enableRemoteModule/ },
  { what: 'webviews', words: /<webview|webviewTag: true/ },
  { what: 'weakened isolation', words: /(sandbox|contextIsolation|webSecurity): false/ },
  { what: 'Node in a page', words: /nodeIntegration\w*: true/ },
  { what: 'features that are not ready', words: /experimentalFeatures: true|BlinkFeatures/ },
  { what: 'switches for Chromium', words: /appendSwitch|appendArgument/ },
  { what: 'pages out of files', words: /loadFile\(|file:\/\// },
  {
    what: 'certificates let through',
    words: /'certificate-error'|rejectUnauthorized: false/,
  },
  {
    what: 'unchecked channels',
    words: /ipcMain\.(on|once|handle)\b|ipcRenderer/,
    except: ['main/ipc.ts', 'preload/preload.ts'],
  },
  {
    what: 'programs started for a page',
    words: /shell\.openPath|openExternal\(/,
    except: ['main/security.ts', 'main/handlers.ts'],
  },
  { what: 'code made of text', words: /\beval\(|new Function\(|executeJavaScript/ },
  { what: 'markup made of text', words: /innerHTML|insertAdjacentHTML|document\.write/ },
];

function endangered({ words, except = [] }: Danger, paths: readonly string[]): string[] {
  return paths.filter((path) => !except.includes(path) && words.test(readText(path)));
}

describe('the shell', () => {
  it.each(dangers)('has no $what', (danger) => {
    expect(endangered(danger, files)).toEqual([]);
  });

  it('makes an exception only where there is one', () => {
    for (const { words, except = [] } of dangers) {
      for (const path of except) expect(readText(path)).toMatch(words);
    }
  });

  it('touches Electron itself in few places, so that all else is tested without it', () => {
    const imports = /^import (?!type\b)[^;]*from 'electron';/m;
    expect(files.filter((path) => imports.test(readText(path)))).toEqual(touching);
  });

  it('has a table of contents that can be read at a glance', () => {
    expect(readText('main/main.ts').split('\n').length).toBeLessThan(100);
  });
});

describe('the check of the shell', () => {
  it('finds what it looks for', () => {
    const [words] = dangers.filter(({ what }) => what === 'weakened isolation').map((d) => d.words);
    expect('webPreferences: { sandbox: false }').toMatch(words ?? /never/);
    expect('webPreferences: { sandbox: true }').not.toMatch(words ?? /never/);
    expect(files.length).toBeGreaterThan(100);
  });
});
