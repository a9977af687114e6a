import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { printedCommand, type PrintedCommand } from '../../conformance/index.ts';
import type { FoundManifest } from '../../manifest/index.ts';
import { nearestFolder } from './nearest-folder.ts';

/** Where the parts of a suite are. All paths are absolute; none depends on the current folder. */
export interface SuiteLocation {
  /** The manifest's folder. */
  readonly folder: string;
  /** What a command names: the manifest's folder, or the manifest where it is not `manifest.json`. */
  readonly target: string;
  /** The nearest folder with a `package.json`, else the manifest's: there `npx tracewright` works. */
  readonly project: string;
  readonly output: string;
  readonly driver: string;
}

/** The places of the suite that a manifest asks for. */
export async function suiteLocation({ file, manifest }: FoundManifest): Promise<SuiteLocation> {
  const folder = dirname(file);
  const at = (path = '.'): string => resolve(folder, path);
  return {
    folder,
    target: basename(file) === 'manifest.json' ? folder : file,
    project: (await nearestFolder(folder, ['package.json'])) ?? folder,
    output: at(manifest.suite?.output),
    driver: at(manifest.suite?.driver),
  };
}

/** A path as it stands in generated text: with `/`, and `.` for the folder itself. */
export const relativePath = (from: string, to: string): string =>
  relative(from, to).split(sep).join('/') || '.';

/** Whether a relative path leads out of the folder that it starts from. */
export const leadsOut = (path: string): boolean =>
  path === '..' || path.startsWith('../') || isAbsolute(path);

/** The generated files of a suite. */
export const suiteFile = ({ output }: SuiteLocation): string => join(output, 'suite.test.ts');
export const driverTypesFile = ({ output }: SuiteLocation): string => join(output, 'driver.ts');

/** A command about a suite, as it works in the current folder. */
export const suiteCommand = (
  { target, project }: SuiteLocation,
  command: PrintedCommand['command'],
  options: readonly string[] = [],
): string => printedCommand({ command, target, project, options }, process.cwd());
