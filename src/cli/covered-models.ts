import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ModelCoverage, ModelReport } from '../check/index.ts';
import { walksFile } from '../codegen/index.ts';
import { suiteCoverage, type CoveredModel } from '../coverage/index.ts';
import { discoverModels, type ModelTask } from '../manifest/index.ts';
import { parseWalks } from '../trace/index.ts';
import { shownPath } from './shown-path.ts';
import { staleSuite } from './suite/stale-suite.ts';
import { suiteLocation } from './suite/suite-location.ts';
import { traceId } from './trace-id.ts';

/** The coverage that reports have, with what the suites of their manifests do. */
export async function coveredModels(
  reports: readonly ModelReport[],
): Promise<ReadonlyMap<ModelReport, CoveredModel>> {
  const covered = new Map<ModelReport, CoveredModel>();
  for (const report of reports)
    if (report.coverage?.ok) covered.set(report, await coveredModel(report.task, report.coverage.value));
  return covered;
}

/** The coverage of a model, with what the suite of its manifest does; a suite that is out of date is only noted. */
export async function coveredModel(task: ModelTask, coverage: ModelCoverage): Promise<CoveredModel> {
  const { expected } = task;
  const model = {
    name: shownPath(task.config),
    coverage,
    ...(expected?.coverage && { allowed: expected.coverage.neverTaken }),
  };
  if (expected?.walk === undefined) return model;
  const suite = await suiteOf(task);
  if (typeof suite !== 'string') return { ...model, suite };
  return { ...model, coverage: { ...coverage, notes: [...coverage.notes, suite] } };
}

/** What the walks of a model do, or why that is not known. */
async function suiteOf(task: ModelTask): Promise<ReturnType<typeof suiteCoverage> | string> {
  const { manifests } = await discoverModels([dirname(task.config)]);
  const found = manifests.find(({ tasks }) =>
    tasks.some(({ config, expected }) => config === task.config && expected?.walk !== undefined),
  );
  if (!found?.manifest.suite) return 'the manifest has no "suite", so nothing is walked';
  const location = await suiteLocation(found);
  const stale = await staleSuite(found, location, []);
  if (stale) return `what the suite walks is not shown: ${stale.reasons.join('; ')}`;
  const text = await readFile(join(location.output, walksFile(traceId(task))), 'utf8').catch(() => '');
  const walks = parseWalks(text);
  return walks.ok ? suiteCoverage(walks.value) : `what the suite walks is not shown: ${walks.error}`;
}
