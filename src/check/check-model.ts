import type { ModelTask } from '../manifest/index.ts';
import type { CheckWatch, ModelReport } from './model-report.ts';
import { narrowConfig } from './narrow-config.ts';
import { startClock, type CheckSettings } from './settings.ts';
import { startTlc } from './start-tlc.ts';

/** Checks one model: runs TLC, reads and judges what it says, and names the actions of a counterexample. */
export async function checkModel(
  task: ModelTask,
  settings: CheckSettings,
  watch: CheckWatch = {},
): Promise<ModelReport> {
  const limited = startClock(settings);
  const run = startTlc(task, limited, task.only && (await configAskingFor(task, task.only)));
  // Loading the grammars takes a tenth of a second, which the JVM needs for its own start.
  const { interpretRun } = await import('./interpret-run.ts');
  return interpretRun(run, task, limited, watch);
}

/** The text of the task's configuration with only some of its properties; undefined if it cannot be read. */
async function configAskingFor(
  { configText }: ModelTask,
  only: readonly string[],
): Promise<string | undefined> {
  const { parseConfig, printConfig } = await import('../parser/index.ts');
  const config = parseConfig(configText);
  return config.ok ? printConfig(narrowConfig(config.value, only)) : undefined;
}
