import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentHash, isOurs, readSeal, walksFile, type Seal } from '../../codegen/index.ts';
import type { FoundManifest, Manifest } from '../../manifest/index.ts';
import { errnoOf, explainErrno } from '../../tlc/index.ts';
import { visible } from '../../trace/index.ts';
import { shellWord } from '../shell-word.ts';
import { traceId } from '../trace-id.ts';
import { driverTypesFile, suiteCommand, suiteFile, type SuiteLocation } from './suite-location.ts';
import { shownPath } from '../shown-path.ts';
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
  const [suite] = read;
  const walks = await Promise.all(walksFiles(manifest, location).map((file) => readWalks(file, suite?.text)));
  const wrong = [...read, ...walks].flatMap(({ problem }) => problem ?? []);
  if (wrong.length > 0) return { reasons: wrong, command: suiteCommand(location, 'generate') };
  const { sources = [], generateCommand = '' } = suite?.seal ?? {};
  const changes = await changedSources(sources, manifest, location, libraries);
  if (changes.length === 0) return undefined;
  const reason = `${shownPath(suiteFile(location))} is out of date: ${visible(changes.join(', '))} since it was generated`;
  return { reasons: [reason], command: pasted(generateCommand, location) };
}

const walksFiles = ({ models }: Manifest, { output }: SuiteLocation): readonly string[] =>
  models.filter(({ walk }) => walk !== undefined).map((model) => join(output, walksFile(traceId(model))));

/** The command of an intact header has the options that the suite was generated with. */
const pasted = (command: string, { project }: SuiteLocation): string =>
  project === process.cwd() ? command : `(cd ${shellWord(shownPath(project))} && ${command})`;

interface ReadFile {
  readonly text?: string;
  readonly seal?: Seal;
  readonly problem?: string;
}

/** A file that carries its own hash. */
async function readGenerated(file: string): Promise<ReadFile> {
  const name = shownPath(file);
  const { text, problem } = await readText(file);
  if (text === undefined) return { ...(problem !== undefined && { problem }) };
  const seal = readSeal(text);
  if (!seal) {
    const unsealed = `${name} has no hash of its text: it was changed by hand, or an older Tracewright wrote it`;
    return { problem: strange(name, text) ?? unsealed };
  }
  return seal.isIntact ? { text, seal } : { problem: changed(name) };
}

/** A file of walks, whose hash stands in the suite. */
async function readWalks(file: string, suite: string | undefined): Promise<ReadFile> {
  const { text, problem } = await readText(file);
  if (text === undefined) return { ...(problem !== undefined && { problem }) };
  const isOfSuite = suite === undefined || suite.includes(contentHash(text));
  if (isOfSuite) return { text };
  const name = shownPath(file);
  return { problem: strange(name, text) ?? changed(name) };
}

/** What is in the place of a file of ours; `generate` writes over nothing that somebody may miss. */
function strange(name: string, text: string): string | undefined {
  if (text.trim() === '') return `${name} is empty`;
  return isOurs(text) ? undefined : `${name} was not written by Tracewright: move it away first`;
}

async function readText(file: string): Promise<Pick<ReadFile, 'text' | 'problem'>> {
  try {
    return { text: await readFile(file, 'utf8') };
  } catch (error) {
    const errno = errnoOf(error);
    const why = errno === 'ENOENT' ? 'is not there' : `cannot be read: ${explainErrno(errno)}`;
    return { problem: `${shownPath(file)} ${why}` };
  }
}

const changed = (name: string): string =>
  `${name} was changed after it was generated (by hand, or by a formatter: leave it out there)`;
