import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { importFaults, packagesIn } from './import-law.ts';
import { isSource, readText, treeFiles } from './tree.ts';

const sources = treeFiles().filter(isSource);

describe('import laws', () => {
  it('are kept by every file', () => {
    expect(sources.flatMap((path) => importFaults(path, readText(path)))).toEqual([]);
  });

  it('let nobody use a package that package.json does not name', () => {
    const known = Object.keys({ ...packageJson.dependencies, ...packageJson.devDependencies });
    const used = new Set(sources.flatMap((path) => packagesIn(path, readText(path))));
    expect([...used].filter((name) => !known.includes(name))).toEqual([]);
  });

  it('look at files that are there', () => {
    expect(sources).toContain('sfu/protocol/signalling.ts');
    expect(sources).toContain('tests/laws/imports.test.ts');
    expect(sources.filter((path) => path.includes('node_modules'))).toEqual([]);
  });
});

describe('the check of import laws', () => {
  it.each([
    ['the server without Electron', 'sfu/room.ts', "import { app } from 'electron';"],
    ['the server without the app', 'sfu/room.ts', "import { host } from '../main/host.ts';"],
    ['the server without the page', 'sfu/room.ts', "import { a } from '../renderer/a.ts';"],
    [
      'the server without the bridge',
      'sfu/a.ts',
      "import type { A } from '../preload/contract.ts';",
    ],
    ['socket.io in one file', 'sfu/rooms.ts', "import type { Server } from 'socket.io';"],
    ['a neutral protocol', 'sfu/protocol/model.ts', "import { Room } from '../room.ts';"],
    ['a protocol without Node', 'sfu/protocol/model.ts', "import { isIP } from 'node:net';"],
    ['builtins under their short name too', 'sfu/protocol/a.ts', "import { isIP } from 'net';"],
    ['types of mediasoup only', 'sfu/protocol/a.ts', "import { version } from 'mediasoup';"],
    [
      'types by the whole line',
      'sfu/protocol/a.ts',
      "import { type Router } from 'mediasoup/types';",
    ],
    ['one door to the server', 'main/host.ts', "import { Room } from '../sfu/room.ts';"],
    ['one door for types too', 'main/host.ts', "import type { Room } from '../sfu/room.ts';"],
    ['one door for inline types', 'main/host.ts', "let room: import('../sfu/room.ts').Room;"],
    ['mediasoup in the server only', 'main/host.ts', "import * as mediasoup from 'mediasoup';"],
    ['a page without Node', 'renderer/main.tsx', "import { join } from 'node:path';"],
    ['a page without Electron', 'renderer/main.tsx', "const e = await import('electron');"],
    [
      'only types of the bridge',
      'renderer/main.tsx',
      "import { a } from '../preload/contract.ts';",
    ],
    [
      'no further into the bridge',
      'renderer/a.ts',
      "import type { A } from '../preload/preload.ts';",
    ],
    ['one place for the socket', 'renderer/call/call.ts', "import { io } from 'socket.io-client';"],
    ['a shell without views', 'renderer/shell/a.ts', "import { App } from '../ui/app.tsx';"],
    ['calls without views', 'renderer/call/call.ts', "import { App } from '../ui/app.tsx';"],
    ['calls without components', 'renderer/call/call.ts', "import { h } from 'preact';"],
    ['media without hooks', 'renderer/media/a.ts', "import { useState } from 'preact/hooks';"],
    ['signalling without views', 'renderer/signalling/a.ts', "export * from '../ui/words.ts';"],
    ['a bridge without Node', 'preload/preload.ts', "import { readFile } from 'node:fs';"],
    ['set-up without packages', 'build/run.mjs', "import { z } from 'zod/mini';"],
    ['no require', 'renderer/a.ts', "const fs = require('node:fs');"],
    ['no import by assignment', 'renderer/a.ts', "import fs = require('node:fs');"],
    ['no computed names', 'sfu/a.ts', 'const a = await import(name);'],
    ['nothing outside the tree', 'sfu/a.ts', "import { a } from '../../elsewhere.ts';"],
    ['no folder without a law', 'extra/a.ts', ''],
  ])('asks for %s', (_, path, text) => {
    expect(importFaults(path, text)).toHaveLength(1);
  });

  it('asks for logic without JSX', () => {
    expect(importFaults('renderer/call/tile.tsx', '')).toEqual([
      'renderer/call/tile.tsx may not be a view',
    ]);
  });

  it.each([
    ['sfu/socket.ts', "import { Server } from 'socket.io';"],
    ['build/run.mjs', "const { chromium } = require('playwright');"],
    ['sfu/protocol/model.ts', "import type { Router } from 'mediasoup/types';"],
    ['main/host.ts', "import { startSfu } from '../sfu/sfu.ts';"],
    ['main/host.ts', "import { limits } from '../sfu/protocol/model.ts';"],
    ['renderer/main.tsx', "import type { Bridge } from '../preload/contract.ts';"],
    ['renderer/shell/a.ts', "import { events } from '../../preload/contract.ts';"],
    ['renderer/main.tsx', "import url from './sound.ogg?url';"],
    ['renderer/call/call.ts', "const { Device } = await import('mediasoup-client');"],
    ['sfu/a.ts', "// import { app } from 'electron';\nexport const text = \"import 'electron'\";"],
    ['tests/sfu/a.test.ts', "import { Room } from '../../sfu/room.ts';"],
  ])('lets %s through: %s', (path, text) => {
    expect(importFaults(path, text)).toEqual([]);
  });

  it('says where the fault is', () => {
    const text = "\nimport { app } from 'electron';\n";
    expect(importFaults('sfu/a.ts', text)).toEqual(['sfu/a.ts:2 may not import electron']);
  });
});
