import { basename } from 'node:path';
import { parseConfig } from '../parser/index.ts';
import type { ModelTask } from '../manifest/index.ts';
import { fail, ok, traceVariables, type Result, type Trace } from '../trace/index.ts';
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
  const declared = variablesOf(structure.value);
  const own = traceVariables(trace);
  const missing = declared.filter((name) => !own.includes(name));
  const unknown = own.filter((name) => !declared.includes(name));
  if (missing.length > 0)
    return fail(`the trace has no ${missing.join(', ')}, which ${task.module} declares`);
  if (unknown.length > 0)
    return fail(`the trace has ${unknown.join(', ')}, which ${task.module} does not declare`);
  const { folder, module } = task;
  const request = { folder, module, config: config.value, structure: structure.value, settings };
  return ok((await explainTrace(inOrder(trace, declared), request)).trace);
}
