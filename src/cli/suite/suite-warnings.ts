import type { FoundManifest } from '../../manifest/index.ts';
import { placed } from '../placed.ts';
import { missingDriver } from './missing-driver.ts';
import { leadsOut, relativePath, type SuiteLocation } from './suite-location.ts';
import { shownPath } from '../shown-path.ts';

/** What the author of a manifest may not have meant in its "suite": the driver may come later, and the suite may stand elsewhere. */
export async function suiteWarnings(
  found: FoundManifest,
  location: SuiteLocation,
): Promise<readonly string[]> {
  return [await missingDriver(found, location), outputElsewhere(found, location)].flatMap(
    (warning) => warning ?? [],
  );
}

function outputElsewhere(
  { file, manifest }: FoundManifest,
  { project, output }: SuiteLocation,
): string | undefined {
  if (!leadsOut(relativePath(project, output))) return undefined;
  const message = `"output" is outside of the project ${shownPath(project)}: the suite goes to ${shownPath(output)}, and needs tracewright and vitest there`;
  return placed({ code: 'field', file, line: manifest.suiteLines?.output ?? 1, message });
}
