import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { contentHash, type SuiteSource } from '../../codegen/index.ts';
import type { Manifest, ManifestSuite } from '../../manifest/index.ts';
import { testsOf } from '../trace-id.ts';
import { leadsOut, relativePath, type SuiteLocation } from './suite-location.ts';

/** Begins the name of a source that stands outside of the project: only its file name is known elsewhere. */
const LIBRARY = 'library:';

/** Begins the name of a part of the manifest. */
const MANIFEST = 'manifest#';

/**
 * The parts of a manifest that its suite is made from: the entry of each model with a test, and "name" with "suite".
 * Neither the layout of the file nor what other models must show counts.
 */
export function manifestSources({ name, suite, models }: Manifest): readonly SuiteSource[] {
  const part = (what: string, content: object): SuiteSource => ({
    name: MANIFEST + encodeName(what),
    hash: contentHash(JSON.stringify(content)),
  });
  return [
    part('suite', { name, suite: suite && withoutLines(suite) }),
    ...models
      .filter((model) => testsOf(model).length > 0)
      .map(({ module, config, expect, why, test, walk, walkOptions }) =>
        part(config, { module, config, expect, why, test, walk, walkOptions }),
      ),
  ];
}

/** The lines of names are the layout of the file. */
const withoutLines = ({ ignored, unordered, ...suite }: ManifestSuite): object => ({
  ...suite,
  ...(ignored && { ignored: ignored.map(({ name }) => name) }),
  ...(unordered && { unordered: unordered.map(({ name }) => name) }),
});

/**
 * The files among some that can be read, as sources. A file of the project is named from the manifest's folder; one from
 * elsewhere by its file name, so that the name is the same on every machine.
 */
export async function fileSources(
  files: readonly string[],
  location: SuiteLocation,
): Promise<readonly SuiteSource[]> {
  const [folder, project] = await Promise.all([realpath(location.folder), realpath(location.project)]);
  const sources = await Promise.all(
    files.map(async (file) => {
      const hash = await fileHash(file);
      if (hash === undefined) return [];
      const place = await placeOf(file, folder);
      const isOurs = !leadsOut(relativePath(project, place));
      const name = isOurs ? encodeName(relativePath(folder, place)) : LIBRARY + encodeName(basename(file));
      return [{ name, hash }];
    }),
  );
  return sources.flat();
}

/** TLC tells where links lead, but a link beside the manifest may lead elsewhere the next time. */
async function placeOf(file: string, folder: string): Promise<string> {
  const real = await realpath(file);
  const link = join(folder, basename(file));
  const leadsTo = await realpath(link).catch(() => undefined);
  return leadsTo === real ? link : join(await realpath(dirname(file)), basename(file));
}

/** Sources in the order of their names, each once. */
export function inOrder(sources: readonly SuiteSource[]): readonly SuiteSource[] {
  const byName = new Map(sources.map((source) => [source.name, source]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What is different from what a suite was made from, a phrase each; empty when nothing is. */
export async function changedSources(
  sources: readonly SuiteSource[],
  manifest: Manifest,
  location: SuiteLocation,
  libraries: readonly string[],
): Promise<readonly string[]> {
  const parts = new Map(manifestSources(manifest).map(({ name, hash }) => [name, hash]));
  const changes = await Promise.all(
    sources.map(async ({ name, hash }) => {
      if (name.startsWith(MANIFEST))
        return changedPart(decodeName(name.slice(MANIFEST.length)), hash, parts.get(name));
      if (name.startsWith(LIBRARY))
        return changedLibrary(decodeName(name.slice(LIBRARY.length)), hash, libraries);
      const file = decodeName(name);
      const now = await fileHash(resolve(location.folder, file));
      if (now === undefined) return [`${file} is gone`];
      return now === hash ? [] : [`${file} has changed`];
    }),
  );
  return changes.flat();
}

function changedPart(what: string, hash: string, now: string | undefined): readonly string[] {
  if (now === hash) return [];
  if (now === undefined) return [`the manifest has no test of ${what} any more`];
  return [
    what === 'suite'
      ? '"name" or "suite" in the manifest has changed'
      : `the entry of ${what} in the manifest has changed`,
  ];
}

/** A library that the settings do not name here cannot be compared. */
async function changedLibrary(
  name: string,
  hash: string,
  libraries: readonly string[],
): Promise<readonly string[]> {
  const places = libraries.map((library) => (basename(library) === name ? library : join(library, name)));
  const hashes = (await Promise.all(places.map(fileHash))).filter((now) => now !== undefined);
  return hashes.length === 0 || hashes.includes(hash) ? [] : [`${name} of a library has changed`];
}

/** Of a text without its line ends, of a jar byte for byte; `undefined` where it cannot be read. */
async function fileHash(file: string): Promise<string | undefined> {
  const content = await readFile(file).catch(() => undefined);
  if (!content) return undefined;
  if (!/\.(jar|zip)$/i.test(file)) return contentHash(content.toString('utf8'));
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

/** A name as one word of plain characters, so that it stands in a comment as it is. */
const encodeName = (name: string): string =>
  encodeURI(name).replace(/[#:*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
