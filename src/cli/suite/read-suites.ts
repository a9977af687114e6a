import type { ModelReport } from '../../check/index.ts';
import { suiteCoverage, type SuiteCoverage, type Suites } from '../../coverage/index.ts';
import { discoverModels, type FoundManifest, type ModelTask } from '../../manifest/index.ts';
import { fail, ok, type Result } from '../../trace/index.ts';
import { committedWalks } from './committed-walks.ts';

/** What the committed suites plan for the actions of the models that are walked, by the paths of their configurations. */
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

/** What the walks of a model plan, or why that is not shown. */
async function suiteOf(
  task: ModelTask,
  found: FoundManifest,
): Promise<Result<ReadonlyMap<string, SuiteCoverage>, string>> {
  const walks = await committedWalks(task, found);
  return walks.ok
    ? ok(suiteCoverage(walks.value))
    : fail(`what the suite plans is not shown: ${walks.error}`);
}
