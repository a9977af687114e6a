import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, writeAtomically, type Environment } from '../tlc/index.ts';

/** What a read of the store gives; `damaged` says why an entry that is there cannot be used. */
export type StoreRead = { readonly json: unknown } | { readonly damaged: string } | undefined;

/** Bounds on the store; what was used last is kept. */
export interface StoreLimits {
  readonly files: number;
  readonly bytes: number;
}

const LIMITS: StoreLimits = { files: 5000, bytes: 128 * 2 ** 20 };
/** Looking through the folder costs some milliseconds, so that not every write does. */
const WRITES_BETWEEN_CLEANINGS = 32;

/** JSON values by key, as files in the cache folder. Each has the hash of its text in the first line. */
export class EntryStore {
  private readonly folder: string;
  private readonly limits: StoreLimits;
  private writes = 0;

  /** @param name of the folder in the cache. */
  constructor(env: Environment, name: string, limits: StoreLimits = LIMITS) {
    this.folder = join(cacheFolder(env), name);
    this.limits = limits;
  }

  read(key: string): StoreRead {
    const path = this.pathOf(key);
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException;
      return code === 'ENOENT' ? undefined : { damaged: `it cannot be read (${code})` };
    }
    const end = text.indexOf('\n');
    const body = text.slice(end + 1);
    if (text.slice(0, end) !== checksum(body)) return { damaged: 'its text is not what was written' };
    this.markUsed(path);
    return { json: JSON.parse(body) as unknown };
  }

  /** Writes an entry as a whole or not at all. A cache that cannot be written is no reason to fail. */
  write(key: string, json: unknown): void {
    const body = JSON.stringify(json);
    try {
      writeAtomically(this.pathOf(key), `${checksum(body)}\n${body}`);
      if (this.writes++ % WRITES_BETWEEN_CLEANINGS === 0) this.clean();
    } catch {
      // The next run has to do without.
    }
  }

  private pathOf = (key: string): string => join(this.folder, `${key}.json`);

  private markUsed(path: string): void {
    try {
      const now = new Date();
      utimesSync(path, now, now);
    } catch {
      // A cache that is shared may be read-only.
    }
  }

  /** Removes what was not used for the longest time, as far as the store is over its limits. */
  private clean(): void {
    const files = readdirSync(this.folder).flatMap((name) => {
      const path = join(this.folder, name);
      const stat = statSync(path, { throwIfNoEntry: false });
      return stat ? [{ path, bytes: stat.size, used: stat.mtimeMs }] : [];
    });
    let bytes = 0;
    files
      .sort((a, b) => b.used - a.used)
      .forEach((file, i) => {
        bytes += file.bytes;
        if (i >= this.limits.files || bytes > this.limits.bytes)
          rmSync(file.path, { force: true, recursive: true });
      });
  }
}

const checksum = (text: string): string => createHash('sha256').update(text).digest('hex');
