import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Log, messageOf } from './log.ts';
import type { Peer } from './peer.ts';
import type { FileGrant, FileState } from './protocol/chat.ts';
import { SignallingError } from './protocol/errors.ts';
import { StoredFile } from './stored-file.ts';

export interface FilesOptions {
  dataFolder: string;
  /** Bytes of one file, of the files of one room, and of all; 0 for the first takes no files. */
  maxFileBytes: number;
  maxRoomFileBytes: number;
  maxAllFileBytes: number;
  /** How long a file waits for its next byte, in ms. */
  patience?: number;
  log: Log;
}

/** What a token allows, to whom, and the transfer that is under way by it. */
export interface Grant {
  readonly file: StoredFile;
  readonly peer: Peer;
  readonly kind: 'send' | 'fetch';
  /** Breaks the transfer off. */
  stop?: (() => void) | undefined;
}

const folderPrefix = 'files-';
const usualPatienceMs = 120_000;

/** The files of all rooms: where they are, how much they may be, and who may get at which. */
export class Files {
  /** Files that are there, with whose room they belong to. */
  readonly #files = new Map<StoredFile, object>();
  readonly #grants = new Map<string, Grant>();
  readonly #watched = new WeakSet<Peer>();
  #folder: Promise<string> | undefined;

  private constructor(private readonly options: FilesOptions) {}

  /** Begins without those that a server left which was killed. */
  static async open(options: FilesOptions): Promise<Files> {
    const { dataFolder, log } = options;
    const names = await readdir(dataFolder).catch(() => []);
    for (const name of names.filter(isLeftover)) {
      await rm(join(dataFolder, name), { recursive: true, force: true }).catch((error) =>
        log.warn('old files could not be deleted', { reason: messageOf(error) }),
      );
    }
    return new Files(options);
  }

  get largest(): number {
    return this.options.maxFileBytes;
  }

  /**
   * A place for a file that is going to be sent. What is asked for counts at once.
   * @throws SignallingError FILE_TOO_LARGE, FILES_FULL
   */
  add(
    room: object,
    { name, size }: { name: string; size: number },
    onChanged: (state: FileState) => void,
  ): StoredFile {
    this.#ensureRoom(room, size);
    const fileId = randomBytes(9).toString('base64url');
    const file: StoredFile = new StoredFile({
      fileId,
      name,
      size,
      // Named by us alone: what the sender calls it never comes near the disk.
      path: this.#place().then((folder) => join(folder, fileId)),
      patience: this.options.patience ?? usualPatienceMs,
      onChanged: (state) => {
        if (state === 'gone') this.#forget(file);
        onChanged(state);
      },
    });
    this.#files.set(file, room);
    return file;
  }

  /** Leave for one peer; an earlier one of the same kind no longer counts, nor its transfer. */
  grant(file: StoredFile, peer: Peer, kind: Grant['kind']): FileGrant {
    for (const [token, grant] of this.#grants) {
      const other = grant.file !== file || grant.kind !== kind;
      // Only the author sends, whichever peer that is by now.
      if (!other && (kind === 'send' || grant.peer === peer)) this.#revoke(token, grant);
    }
    const token = randomBytes(24).toString('base64url');
    const grant: Grant = { file, peer, kind };
    this.#grants.set(token, grant);
    this.#watch(peer);
    const { fileId, size, received } = file;
    return { path: `/files/${fileId}`, token, size, received };
  }

  /** What a token allows now. */
  find(fileId: string, token: string): Grant | undefined {
    const grant = this.#grants.get(token);
    return grant?.file.fileId === fileId ? grant : undefined;
  }

  /** Breaks all transfers off and deletes everything. */
  async close(): Promise<void> {
    for (const file of [...this.#files.keys()]) file.close();
    const folder = await this.#folder?.catch(() => undefined);
    if (folder === undefined) return;
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch((error) =>
      this.options.log.warn('files could not be deleted', { reason: messageOf(error) }),
    );
  }

  #ensureRoom(room: object, size: number): void {
    const { maxFileBytes, maxRoomFileBytes, maxAllFileBytes } = this.options;
    if (size > maxFileBytes) {
      const most =
        maxFileBytes === 0 ? 'takes no files' : `takes files up to ${maxFileBytes} bytes`;
      throw new SignallingError('FILE_TOO_LARGE', `This server ${most}.`);
    }
    let [inRoom, inAll] = [size, size];
    for (const [file, owner] of this.#files) {
      inAll += file.size;
      if (owner === room) inRoom += file.size;
    }
    if (inRoom > maxRoomFileBytes || inAll > maxAllFileBytes) {
      throw new SignallingError('FILES_FULL', 'There is no space left for files. Withdraw some.');
    }
  }

  /** Who has left the room may no longer get at its files. */
  #watch(peer: Peer): void {
    if (this.#watched.has(peer)) return;
    this.#watched.add(peer);
    peer.onceClosed(() => {
      for (const [token, grant] of this.#grants) {
        if (grant.peer === peer) this.#revoke(token, grant);
      }
    });
  }

  #place(): Promise<string> {
    this.#folder ??= makeFolder(this.options.dataFolder);
    // Whoever writes into it is told; nobody may be left who does not listen.
    this.#folder.catch(() => {});
    return this.#folder;
  }

  #forget(file: StoredFile): void {
    this.#files.delete(file);
    for (const [token, grant] of this.#grants) {
      if (grant.file === file) this.#revoke(token, grant);
    }
  }

  #revoke(token: string, grant: Grant): void {
    this.#grants.delete(token);
    grant.stop?.();
  }
}

async function makeFolder(dataFolder: string): Promise<string> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  return mkdtemp(join(dataFolder, `${folderPrefix}${process.pid}-`));
}

/** A folder of a process that is gone. Two servers may share a data folder. */
function isLeftover(name: string): boolean {
  const [, pid] = /^files-(\d+)-/.exec(name) ?? [];
  if (pid === undefined) return false;
  if (Number(pid) === process.pid) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
