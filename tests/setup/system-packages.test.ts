import { describe, expect, test } from 'vitest';
import { Line } from '../../build/screen.mjs';
import {
  aptGet,
  installCommand,
  installPackages,
  isDebianLike,
  missingPackages,
} from '../../build/setup/system-packages.mjs';
import { machine } from './machine.ts';

describe('isDebianLike', () => {
  test.each([
    ['Debian', 'PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n', true],
    ['Ubuntu', 'ID=ubuntu\nID_LIKE=debian\n', true],
    ['a child of Ubuntu', 'ID=linuxmint\nID_LIKE="ubuntu debian"\n', true],
    ['Fedora', 'ID=fedora\nNAME="Fedora Linux"\n', false],
    ['one that only mentions Debian', 'ID=alpine\nHOME_URL="https://debian.test"\n', false],
    ['nothing', '', false],
  ])('%s', (_, osRelease, expected) => {
    expect(isDebianLike(osRelease)).toBe(expected);
  });
});

test('apt-get asks nothing, and goes through sudo only where it must', () => {
  const asRoot = aptGet('root', ['install', 'meson']);
  expect(asRoot.slice(0, 3)).toEqual(['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get']);
  expect(asRoot.slice(-2)).toEqual(['install', 'meson']);
  expect(aptGet('sudo', ['install', 'meson'])).toEqual(['sudo', '-n', ...asRoot]);
});

test('the command for a person can be pasted', () => {
  expect(installCommand(['meson', 'g++'])).toBe(
    'sudo apt-get install -y --no-install-recommends meson g++',
  );
});

test('only what is missing is named, found by what it brings', async () => {
  const missing = await missingPackages([
    { deb: 'nodejs', command: process.execPath },
    { deb: 'unheard-of', command: 'parley-no-such-command' },
    { deb: 'unheard-of-dev', module: 'parley-no-such-module' },
  ]);
  expect(missing).toEqual(['unheard-of', 'unheard-of-dev']);
});

describe('a machine on which we may install nothing', () => {
  test.each([
    ['ask', installCommand(['meson', 'g++'])],
    ['none', 'the package manager of this system'],
  ] as const)('(%s) is told what to do', async (rights, remedy) => {
    const { context, said } = machine();
    const line = new Line(context.output, 'Worker');
    const refusal = { remedy: expect.stringContaining(remedy) };
    await expect(installPackages(context, line, ['meson', 'g++'], rights)).rejects.toEqual(
      expect.objectContaining(refusal),
    );
    expect(said).toEqual([]);
  });
});
