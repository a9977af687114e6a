import { basename } from 'node:path';
import { parseConfig } from '../parser/index.ts';
import type { ModelTask } from '../manifest/index.ts';
import { fail, ok, type Result, type Trace } from '../trace/index.ts';
import { differentVariables } from './different-variables.ts';
import { explainTrace } from './explain-trace.ts';
import { inOrder, variablesOf } from './order-variables.ts';
import { readStructure } from './read-structure.ts';
import { startClock, type CheckSettings } from './settings.ts';

/**
 * The trace, which came from a file of another tool, with the actions of a model that TLC finds for its steps. A step that no
 * action explains has a note. The error says why the trace cannot be one of the model.
 */
export async function nameActions(
  task: ModelTask,
  trace: Trace,
  unlimited: CheckSettings,
): Promise<Result<Trace, string>> {
  const settings = startClock(unlimited);
  const config = parseConfig(task.configText);
  if (!config.ok) return fail(`${basename(task.config)}: ${config.error.message}`);
  const structure = await readStructure(task, settings);
  if (!structure.ok) return structure;
  const [different] = differentVariables(trace, structure.value, task.module);
  if (different !== undefined) return fail(`the trace ${different}`);
  const { folder, module } = task;
  const request = { folder, module, config: config.value, structure: structure.value, settings };
  return ok((await explainTrace(inOrder(trace, variablesOf(structure.value)), request)).trace);
}
