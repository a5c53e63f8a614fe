import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { workerRuns } from '../../build/setup/worker.mjs';
import { downloadWorker, prebuiltUrl } from '../../build/setup/worker-prebuilt.mjs';
import { programEndingWith, temporaryFolder } from './temporary.ts';

const mediasoup = {
  version: '1.2.3',
  repository: { url: 'git+https://example.test/versatica/mediasoup.git' },
};
const published = 'https://example.test/versatica/mediasoup/releases/download/1.2.3';

describe('prebuiltUrl', () => {
  test.each([
    [
      'linux',
      'x64',
      '6.1.0-40-amd64',
      {},
      `${published}/mediasoup-worker-1.2.3-linux-x64-kernel6.tgz`,
    ],
    ['linux', 'arm64', '5.10.0', {}, `${published}/mediasoup-worker-1.2.3-linux-arm64-kernel5.tgz`],
    ['darwin', 'arm64', '25.0.0', {}, `${published}/mediasoup-worker-1.2.3-darwin-arm64.tgz`],
    ['win32', 'x64', '10.0.26100', {}, `${published}/mediasoup-worker-1.2.3-win32-x64.tgz`],
    [
      'darwin',
      'x64',
      '25.0.0',
      { MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL: 'http://mirror.test/workers' },
      'http://mirror.test/workers/1.2.3/mediasoup-worker-1.2.3-darwin-x64.tgz',
    ],
  ] as const)('on %s %s (%s) with %o', (platform, arch, release, env, url) => {
    expect(prebuiltUrl(mediasoup, { platform, arch, release }, env)).toBe(url);
  });
});

async function serverAnswering(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/worker.tgz`;
}

function archiveOfWorkerEndingWith(code: number): Buffer {
  const folder = temporaryFolder();
  programEndingWith(code, folder, 'mediasoup-worker');
  const file = join(folder, 'worker.tgz');
  const { status } = spawnSync('tar', ['-czf', file, '-C', folder, 'mediasoup-worker']);
  expect(status).toBe(0);
  return readFileSync(file);
}

describe('downloadWorker', () => {
  const packageFolder = join(
    dirname(dirname(dirname(fileURLToPath(import.meta.url)))),
    'node_modules',
    'mediasoup',
  );

  function order(url: string) {
    const folder = temporaryFolder();
    const shares: number[] = [];
    return {
      url,
      destination: join(folder, 'mediasoup-worker'),
      packageFolder,
      platform: 'linux' as const,
      limits: { stallMs: 200, totalMs: 5_000 },
      passes: workerRuns,
      onProgress: (share: number) => shares.push(share),
      shares,
      folder,
    };
  }

  test('puts a worker that runs into its place', async () => {
    const archive = archiveOfWorkerEndingWith(41);
    const url = await serverAnswering((_, response) =>
      response.writeHead(200, { 'content-length': archive.length }).end(archive),
    );
    const wanted = order(url);
    await downloadWorker(wanted);
    expect(await workerRuns(wanted.destination)).toBe(true);
    expect(wanted.shares.at(-1)).toBe(1);
    expect(readdirSync(wanted.folder)).toEqual(['mediasoup-worker']);
  });

  test('leaves nothing of a worker that does not run', async () => {
    const archive = archiveOfWorkerEndingWith(127);
    const wanted = order(await serverAnswering((_, response) => response.end(archive)));
    await expect(downloadWorker(wanted)).rejects.toThrow('does not run');
    expect(existsSync(wanted.destination)).toBe(false);
  });

  test('says what the server answered', async () => {
    const url = await serverAnswering((_, response) => response.writeHead(404).end());
    await expect(downloadWorker(order(url))).rejects.toThrow(/^127\.0\.0\.1:\d+ answers 404/);
  });

  test('does not wait for a server that says nothing', async () => {
    const wanted = order(await serverAnswering(() => {}));
    await expect(downloadWorker(wanted)).rejects.toThrow('nothing arrived for 0.2 s');
  });

  test('does not wait for a server that stops in the middle', async () => {
    const url = await serverAnswering((_, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('a little');
    });
    await expect(downloadWorker(order(url))).rejects.toThrow('nothing arrived for 0.2 s');
  });
});
