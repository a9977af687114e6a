import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MADE_BY, readSeal, walksFile, type Seal } from '../../codegen/index.ts';
import type { FoundManifest, Manifest } from '../../manifest/index.ts';
import { visible } from '../../trace/index.ts';
import { shellWord } from '../shell-word.ts';
import { traceId } from '../trace-id.ts';
import { driverTypesFile, shownPath, suiteCommand, suiteFile, type SuiteLocation } from './suite-location.ts';
import { changedSources } from './suite-sources.ts';

/** Why a suite must not be believed, and the command that mends it. */
export interface StaleSuite {
  /** A sentence for each file. */
  readonly reasons: readonly string[];
  readonly command: string;
}

/**
 * Compares the files of a suite with what their headers say: that nobody changed them, and that what they were made from
 * is still the same. `undefined` when all is well. Line ends and times of files do not count.
 */
export async function staleSuite(
  { manifest }: FoundManifest,
  location: SuiteLocation,
  libraries: readonly string[],
): Promise<StaleSuite | undefined> {
  const files = [suiteFile(location), driverTypesFile(location)];
  const read = await Promise.all(files.map(readGenerated));
  const wrong = [
    ...read.flatMap(({ problem }) => problem ?? []),
    ...(await missingWalks(manifest, location)),
  ];
  const [suite] = read;
  if (wrong.length > 0) return { reasons: wrong, command: suiteCommand(location, 'generate') };
  const { sources = [], generateCommand = '' } = suite?.seal ?? {};
  const changes = await changedSources(sources, manifest, location, libraries);
  if (changes.length === 0) return undefined;
  const reason = `${shownPath(suiteFile(location))} is out of date: ${visible(changes.join(', '))} since it was generated`;
  return { reasons: [reason], command: pasted(generateCommand, location) };
}

/** The walks themselves are compared with the suite when it runs. */
async function missingWalks({ models }: Manifest, { output }: SuiteLocation): Promise<readonly string[]> {
  const files = models
    .filter(({ walk }) => walk !== undefined)
    .map((model) => join(output, walksFile(traceId(model))));
  const missing = await Promise.all(
    files.map((file) =>
      access(file).then(
        () => [],
        () => [`${shownPath(file)} is not there`],
      ),
    ),
  );
  return missing.flat();
}

/** The command of an intact header has the options that the suite was generated with. */
const pasted = (command: string, { project }: SuiteLocation): string =>
  project === process.cwd() ? command : `(cd ${shellWord(shownPath(project))} && ${command})`;

interface ReadFile {
  readonly seal?: Seal;
  readonly problem?: string;
}

async function readGenerated(file: string): Promise<ReadFile> {
  const name = shownPath(file);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (typeof text !== 'string')
    return {
      problem: text.code === 'ENOENT' ? `${name} is not there` : `${name} cannot be read: ${text.code}`,
    };
  const seal = readSeal(text);
  if (!seal) {
    const isOurs = text.split('\n', 1)[0]?.includes(MADE_BY);
    const why = isOurs
      ? 'has no hash of its text: it was changed by hand, or an older Tracewright wrote it'
      : 'was not written by Tracewright';
    return { problem: `${name} ${why}` };
  }
  if (seal.isIntact) return { seal };
  return {
    problem: `${name} was changed after it was generated (by hand, or by a formatter: leave it out there)`,
  };
}
