import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { zipEntries, zipText } from './zip-entries.ts';

/** What a jar brings to a run of TLC. */
export interface JarContents {
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** Names of modules that SANY finds in it as `<name>.tla`. */
  readonly modules: readonly string[];
  readonly hasClasses: boolean;
  /** What its manifest puts on the class path behind it: absolute paths, those of folders end with a slash. */
  readonly classPath: readonly string[];
}

/** Looks into a jar; undefined if it cannot be read. */
export function inspectJar(path: string): JarContents | undefined {
  const bytes = readIfThere(path);
  const entries = bytes && zipEntries(bytes);
  if (!bytes || !entries) return undefined;
  const manifest = entries.find(({ name }) => name.toUpperCase() === 'META-INF/MANIFEST.MF');
  const text = manifest ? zipText(bytes, manifest) : '';
  const classPath = text === undefined ? undefined : classPathIn(text).map((entry) => fromJar(entry, path));
  if (!classPath || classPath.includes(undefined)) return undefined;
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    modules: entries.flatMap(({ name }) => /^([^/]+)\.tla$/.exec(name)?.[1] ?? []),
    hasClasses: entries.some(({ name }) => name.endsWith('.class')),
    classPath: classPath as string[],
  };
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** The `Class-Path` of a jar's manifest: lines are broken after 72 bytes, and go on after a space. */
function classPathIn(manifest: string): readonly string[] {
  const lines = manifest.replace(/\r?\n /g, '').split(/\r?\n/);
  const value = lines
    .map((line) => /^class-path: *(.*)$/i.exec(line)?.[1])
    .find((found) => found !== undefined);
  return value?.split(/ +/).filter((entry) => entry !== '') ?? [];
}

/** Entries are URLs, relative to the jar; undefined for one that names no file. */
function fromJar(entry: string, jar: string): string | undefined {
  try {
    return fileURLToPath(new URL(entry, pathToFileURL(jar)));
  } catch {
    return undefined;
  }
}
