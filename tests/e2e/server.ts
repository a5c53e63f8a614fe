import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endProcess } from './processes.ts';

const program = fileURLToPath(new URL('../../out/sfu/serve.js', import.meta.url));

/** `parley serve` as its own process on loopback. */
export class TestServer {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly dataFolder: string,
  ) {}

  /**
   * @param port 0 takes any free one
   * @param through what stands before the command, to run it elsewhere
   */
  static async start(
    port = 0,
    settings: Record<string, string> = {},
    through: readonly string[] = [],
  ): Promise<TestServer> {
    const dataFolder = await mkdtemp(join(tmpdir(), 'parley-e2e-'));
    const [command = process.execPath, ...args] = [...through, process.execPath, program];
    const child = spawn(command, args, {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        ...process.env,
        LISTEN_IP: '127.0.0.1',
        PORT: String(port),
        PARLEY_DATA: dataFolder,
        LOG_LEVEL: 'warn',
        // The browsers of a test may keep the machine from the server; that is no reason to refuse.
        BUSY_DELAY: '10000',
        // Cameras of full size would take the machine from everything else.
        LAN_PROFILE: 'off',
        ...settings,
      },
    });
    const url = await new Promise<string>((resolve, reject) => {
      child.once('message', (message) => resolve((message as { url: string }).url));
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`serve ended with ${code}`)));
    });
    return new TestServer(url, child, dataFolder);
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  async stats(): Promise<{
    rooms: number;
    peers: number;
    workers: { pid: number; peers: number }[];
  }> {
    return (await fetch(new URL('stats', this.url))).json();
  }

  /** Ends the process politely, or as a crash would. Idempotent. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    await endProcess(this.child, signal);
    await rm(this.dataFolder, { recursive: true, force: true });
  }
}
