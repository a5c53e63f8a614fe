/** One app to a folder: the first listens, each later one hands over its command line and ends. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';

export class SingleInstance {
  readonly #lock: string;
  readonly #socket: string;
  readonly #onSecond: (argv: string[]) => void;
  #held = false;
  /** Resolves when the first instance has heard of this one. */
  told: Promise<void> = Promise.resolve();

  constructor(folder: string, onSecond: (argv: string[]) => void) {
    this.#lock = join(folder, 'stand-in.lock');
    this.#socket = join(folder, 'stand-in.sock');
    this.#onSecond = onSecond;
  }

  tryHold(): boolean {
    if (this.#held) return true;
    if (isAlive(this.#lock)) {
      this.told = this.#tell();
      return false;
    }
    mkdirSync(dirname(this.#lock), { recursive: true });
    writeFileSync(this.#lock, String(process.pid));
    rmSync(this.#socket, { force: true });
    this.#listen();
    process.once('exit', () => this.release());
    this.#held = true;
    return true;
  }

  release(): void {
    if (!this.#held) return;
    for (const file of [this.#lock, this.#socket]) rmSync(file, { force: true });
    this.#held = false;
  }

  #listen(): void {
    const server = createServer((socket) => {
      let text = '';
      socket.setEncoding('utf8');
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('end', () => this.#onSecond(JSON.parse(text)));
    });
    server.listen(this.#socket);
    server.unref();
  }

  #tell(): Promise<void> {
    return new Promise((resolve) => {
      const socket = connect(this.#socket, () => socket.end(JSON.stringify(process.argv)));
      socket.once('close', () => resolve());
      socket.once('error', () => resolve());
    });
  }
}

/** Whether the process that wrote its number there still runs. */
function isAlive(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}
