/** The one file in which the app keeps its settings. */
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import * as z from 'zod/mini';
import { defaultSettings, settings, settingsChange } from '../preload/settings.ts';

export type Settings = z.output<typeof settings>;
export type SettingsChange = z.output<typeof settingsChange>;

/** What was wrong with the file when it was opened. */
export interface SettingsProblem {
  /** A sentence for a person. */
  message: string;
  /** Where the broken file was put; absent where that failed too. */
  setAside?: string;
}

/** A file of ours has a few kB. */
const mostBytes = 1024 * 1024;
const anyObject = z.record(z.string(), z.unknown());

interface Content {
  settings: Settings;
  /** What a newer version of the app has written, and this one does not know. */
  unknown: Record<string, unknown>;
  /** Undefined where all was well. */
  fault?: string;
}

export class SettingsFile {
  readonly #listeners = new Set<(settings: Settings) => void>();
  readonly #unknown: Record<string, unknown>;
  #settings: Settings;
  #saved: Settings | undefined;
  #lastSave: Promise<void> = Promise.resolve();

  private constructor(
    private readonly file: string,
    content: Content,
    /** Undefined where the file was well or was not there. */
    readonly problem: SettingsProblem | undefined,
  ) {
    this.#settings = content.settings;
    this.#saved = problem ? undefined : content.settings;
    this.#unknown = content.unknown;
  }

  /**
   * Reads the file; what is not in it has its default. Never rejects: a broken file is set aside
   * whole, what can be understood of it is kept, and `problem` tells.
   */
  static async open(file: string): Promise<SettingsFile> {
    const content = await read(file);
    if (content.fault === undefined) return new SettingsFile(file, content, undefined);
    const problem = await setAside(file, content.fault);
    const opened = new SettingsFile(file, content, problem);
    // What was understood must not be lost with the next start; whether it can be written, the
    // first change will say.
    if (problem.setAside !== undefined) await opened.#save().catch(() => undefined);
    return opened;
  }

  get(): Settings {
    return this.#settings;
  }

  /**
   * Changes some settings: at once in memory, and resolves when they are on the disk.
   * @throws Error with a sentence, when a value does not fit (then nothing changes) or the file
   * cannot be written (then the change holds until the app ends)
   */
  async set(change: SettingsChange): Promise<void> {
    const checked = z.safeParse(settingsChange, change);
    if (!checked.success) throw new Error(`This cannot be set: ${namesOf(checked.error)}.`);
    const given = Object.entries(checked.data).filter(([, value]) => value !== undefined);
    this.#settings = { ...this.#settings, ...Object.fromEntries(given) };
    const saved = this.#save();
    for (const listener of [...this.#listeners]) listener(this.#settings);
    await saved;
  }

  /** Tells the settings after each change. Answers the function that ends the subscription. */
  subscribe(listener: (settings: Settings) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** One write at a time; those that waited together are done by the first of them. */
  #save(): Promise<void> {
    const save = async () => {
      const now = this.#settings;
      if (now === this.#saved) return;
      await writeWhole(this.file, { ...this.#unknown, ...now });
      this.#saved = now;
    };
    const saved = this.#lastSave.then(save);
    this.#lastSave = saved.catch(() => undefined);
    return saved;
  }
}

async function read(file: string): Promise<Content> {
  const empty = { settings: defaultSettings, unknown: {} };
  try {
    const { size } = await stat(file);
    if (size > mostBytes) return { ...empty, fault: 'it is too large' };
    const json = z.safeParse(anyObject, JSON.parse(await readFile(file, 'utf8')));
    return json.success ? understand(json.data) : { ...empty, fault: 'it holds no settings' };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return empty;
    const fault =
      error instanceof SyntaxError ? 'it is damaged' : `it cannot be read (${codeOf(error)})`;
    return { ...empty, fault };
  }
}

/** One value that does not fit costs only itself. */
function understand(json: Record<string, unknown>): Content {
  const known = Object.entries(settings.shape)
    .filter(([name]) => Object.hasOwn(json, name))
    .map(([name, schema]) => ({ name, result: z.safeParse(schema, json[name]) }));
  const good = known.flatMap(({ name, result }) => (result.success ? [[name, result.data]] : []));
  const bad = known.filter(({ result }) => !result.success).map(({ name }) => name);
  const unknown = Object.entries(json).filter(([name]) => !Object.hasOwn(settings.shape, name));
  return {
    settings: { ...defaultSettings, ...Object.fromEntries(good) },
    unknown: Object.fromEntries(unknown),
    ...(bad.length > 0 ? { fault: `${bad.join(', ')} made no sense` } : {}),
  };
}

async function setAside(file: string, fault: string): Promise<SettingsProblem> {
  const place = `${file}.broken-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  const sentence = `Your settings could not all be read: ${fault}.`;
  try {
    await rename(file, place);
    return { message: `${sentence} The file is kept as ${basename(place)}.`, setAside: place };
  } catch {
    return { message: sentence };
  }
}

/** Beside the file, then in its place: whoever reads sees the old or the new, never half of one. */
async function writeWhole(file: string, content: object): Promise<void> {
  const beside = `${file}.new`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(beside, 'w', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(content, null, 2)}\n`);
      // Otherwise a power cut may leave the new name on an empty file.
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    throw new Error(`The settings could not be saved (${codeOf(error)}).`, { cause: error });
  }
}

function namesOf(error: z.core.$ZodError): string {
  return [...new Set(error.issues.map(({ path }) => String(path[0])))].join(', ');
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown';
}
