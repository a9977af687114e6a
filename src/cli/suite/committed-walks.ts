import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { walksFile } from '../../codegen/index.ts';
import type { FoundManifest, ModelTask } from '../../manifest/index.ts';
import { fail, parseWalks, type Result, type WalkSet } from '../../trace/index.ts';
import { readProjectConfig } from '../config-file.ts';
import { traceId } from '../trace-id.ts';
import { staleSuite } from './stale-suite.ts';
import { suiteLocation } from './suite-location.ts';

/** The walks of a model that stand in its suite; the error says why they are not to be believed. */
export async function committedWalks(
  task: ModelTask,
  found: FoundManifest,
): Promise<Result<WalkSet, string>> {
  if (!found.manifest.suite) return fail('the manifest has no "suite"');
  const location = await suiteLocation(found);
  const settings = await readProjectConfig(location.folder);
  if (!settings.ok) return settings;
  const libraries = settings.value.libraries.map(({ path }) => path);
  const stale = await staleSuite(found, location, libraries);
  if (stale) return fail(stale.reasons.join('; '));
  return parseWalks(await readFile(join(location.output, walksFile(traceId(task))), 'utf8').catch(() => ''));
}
