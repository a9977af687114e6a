import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelReport } from '../../check/index.ts';
import { walksFile } from '../../codegen/index.ts';
import { suiteCoverage, type SuiteCoverage, type Suites } from '../../coverage/index.ts';
import { discoverModels, type FoundManifest, type ModelTask } from '../../manifest/index.ts';
import { fail, ok, parseWalks, type Result } from '../../trace/index.ts';
import { readProjectConfig } from '../config-file.ts';
import { traceId } from '../trace-id.ts';
import { staleSuite } from './stale-suite.ts';
import { suiteLocation } from './suite-location.ts';

/** What the committed suites do with the actions of the models that are walked, by the paths of their configurations. */
export async function readSuites(reports: readonly ModelReport[]): Promise<Suites> {
  const checked = new Set(reports.map(({ task }) => task.config));
  const { manifests } = await discoverModels([...new Set(reports.map(({ task }) => task.folder))]);
  const suites = new Map<string, Result<ReadonlyMap<string, SuiteCoverage>, string>>();
  for (const found of manifests)
    for (const task of found.tasks)
      if (task.expected?.walk !== undefined && checked.has(task.config))
        suites.set(task.config, await suiteOf(task, found));
  return suites;
}

/** What the walks of a model do, or why that is not shown. */
async function suiteOf(
  task: ModelTask,
  found: FoundManifest,
): Promise<Result<ReadonlyMap<string, SuiteCoverage>, string>> {
  const unknown = (reason: string): Result<never, string> =>
    fail(`what the suite walks is not shown: ${reason}`);
  if (!found.manifest.suite) return unknown('the manifest has no "suite"');
  const location = await suiteLocation(found);
  const settings = await readProjectConfig(location.folder);
  if (!settings.ok) return unknown(settings.error);
  const libraries = settings.value.libraries.map(({ path }) => path);
  const stale = await staleSuite(found, location, libraries);
  if (stale) return unknown(stale.reasons.join('; '));
  const text = await readFile(join(location.output, walksFile(traceId(task))), 'utf8').catch(() => '');
  const walks = parseWalks(text);
  return walks.ok ? ok(suiteCoverage(walks.value)) : unknown(walks.error);
}
