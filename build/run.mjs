#!/usr/bin/env node
/**
 * `node build/run.mjs <command> [--fresh] [arguments]`, as the scripts of package.json call it.
 * Runs before anything is installed. `--fresh` tries downloads again that failed during the last
 * day. What is loaded before the version is checked must be readable by an old Node.
 */

const commands = {
  start: {
    about: 'set up what is missing and open Parley',
    load: async () => (await import('./commands/start.mjs')).start,
  },
  serve: {
    about: 'run the server alone; further arguments are its own',
    load: async () => (await import('./commands/serve.mjs')).serve,
  },
  test: {
    about: 'run every test, or some: --only unit,e2e',
    load: async () => (await import('./commands/test.mjs')).test,
  },
  dev: {
    about: 'run with hot reload',
    load: async () => (await import('./commands/dev.mjs')).dev,
  },
  build: {
    about: 'bundle the program into out/',
    load: async () => (await import('./commands/tasks.mjs')).build,
  },
  dist: {
    about: 'build installers into dist/; --offline keeps to what needs no downloads',
    load: async () => (await import('./commands/dist.mjs')).dist,
  },
  check: {
    about: 'format, lint, types and the laws between folders',
    load: async () => (await import('./commands/tasks.mjs')).check,
  },
  bench: {
    about: 'measure',
    load: async () => (await import('./commands/tasks.mjs')).bench,
  },
  fuzz: {
    about: 'try a million other cases of hostile input',
    load: async () => (await import('./commands/tasks.mjs')).fuzz,
  },
  screenshots: {
    about: 'take pictures of every screen',
    load: async () => (await import('./commands/tasks.mjs')).screenshots,
  },
};

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Parley needs Node 20.19 or newer, and this is ${process.versions.node}.`);
  console.error('Install a current Node and start again.');
  process.exit(1);
}

const [name = '', ...rest] = process.argv.slice(2);
if (!isCommand(name)) {
  console.error(`Usage: ${process.argv[1]} <command>`);
  for (const [each, { about }] of Object.entries(commands)) {
    console.error(`  ${each.padEnd(12)} ${about}`);
  }
  process.exit(name === '' || name === 'help' || name === '--help' ? 0 : 1);
}

const { runCommand } = await import('./command.mjs');
process.exitCode = await runCommand(await commands[name].load(), name, rest);

/**
 * @param {string} text
 * @returns {text is keyof typeof commands}
 */
function isCommand(text) {
  return Object.hasOwn(commands, text);
}
