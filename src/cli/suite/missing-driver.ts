import { readdir, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { nearest, type FoundManifest } from '../../manifest/index.ts';
import { placed } from '../placed.ts';
import type { SuiteLocation } from './suite-location.ts';
import { shownPath } from '../shown-path.ts';

/** What is wrong with a manifest whose driver is not there, with the file that may be meant. */
export async function missingDriver(
  { file, manifest }: FoundManifest,
  { driver }: SuiteLocation,
): Promise<string | undefined> {
  if (await stat(driver).catch(() => undefined)) return undefined;
  const beside = await readdir(dirname(driver)).catch(() => []);
  const guess = nearest(basename(driver), beside.filter(isModule));
  const hint =
    guess === undefined
      ? '"driver" in "suite" names the module that exports createDriver'
      : `did you mean ${guess}?`;
  const message = `there is no driver ${shownPath(driver)}; ${hint}`;
  return placed({ code: 'field', file, line: manifest.suiteLines?.driver ?? 1, message });
}

const isModule = (name: string): boolean => /\.[cm]?[jt]sx?$/.test(name);
