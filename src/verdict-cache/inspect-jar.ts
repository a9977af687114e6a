import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';

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
  const unpacked = bytes && unpack(bytes);
  if (!bytes || !unpacked) return undefined;
  const { names, manifest } = unpacked;
  const classPath = classPathIn(manifest).map((entry) => fromJar(entry, path));
  if (classPath.includes(undefined)) return undefined;
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    modules: names.flatMap((name) => /^([^/]+)\.tla$/.exec(name)?.[1] ?? []),
    hasClasses: names.some((name) => name.endsWith('.class')),
    classPath: classPath as string[],
  };
}

/** The names of a jar's entries, and the text of its manifest; undefined if it is no archive or a damaged one. */
function unpack(bytes: Buffer): { readonly names: readonly string[]; readonly manifest: string } | undefined {
  const names: string[] = [];
  const isManifest = (name: string): boolean => name.toUpperCase() === 'META-INF/MANIFEST.MF';
  try {
    const files = unzipSync(bytes, { filter: ({ name }) => names.push(name) > 0 && isManifest(name) });
    const [manifest] = Object.values(files);
    return { names, manifest: manifest ? strFromU8(manifest) : '' };
  } catch {
    return undefined;
  }
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
