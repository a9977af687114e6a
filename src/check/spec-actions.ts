import type { ModelTask } from '../manifest/index.ts';
import { parseConfig } from '../parser/index.ts';
import { actionSignature, fail, ok, type Result, type SourceLocation } from '../trace/index.ts';
import { applyOverrides } from './apply-overrides.ts';
import { modelDisjuncts } from './model-behavior.ts';
import { readStructure } from './read-structure.ts';
import { startClock, type CheckSettings } from './settings.ts';
import { askDisjuncts } from './explain-module.ts';

/** What a driver of a model has to know, from its text alone. */
export interface SpecActions {
  readonly variables: readonly string[];
  readonly actions: readonly {
    readonly name: string;
    readonly parameters: readonly string[];
    readonly location?: SourceLocation;
    /** Where disjuncts of it stand that are in no operator but the next-state relation itself; missing where there are none. */
    readonly unnamedAt?: readonly SourceLocation[];
  }[];
}

/** The variables and the actions of a model, in the order of Next, each once for the same parameters. TLC is not asked. */
export async function readSpecActions(
  task: ModelTask,
  settings: CheckSettings,
): Promise<Result<SpecActions, string>> {
  const parsed = parseConfig(task.configText);
  if (!parsed.ok) return fail(`${task.config}: ${parsed.error.message}`);
  const read = await readStructure(task, startClock(settings));
  if (!read.ok) return read;
  const structure = applyOverrides(read.value, parsed.value);
  const disjuncts = modelDisjuncts(parsed.value, structure);
  if (!disjuncts.ok) return disjuncts;
  const questions = askDisjuncts(disjuncts.value, structure);
  if (!questions.ok) return questions;
  const actions = new Map<string, SpecActions['actions'][number]>();
  questions.value.forEach(({ name, parameters, unnamedAt }, i) => {
    const location = disjuncts.value[i]?.location;
    const signature = actionSignature(name, parameters);
    const action = actions.get(signature) ?? {
      name,
      parameters: parameters.map((parameter) => parameter.name),
      ...(location && { location }),
    };
    const unnamed = [...(action.unnamedAt ?? []), ...(unnamedAt ? [unnamedAt] : [])];
    actions.set(signature, { ...action, ...(unnamed.length > 0 && { unnamedAt: unnamed }) });
  });
  const root = structure.modules.find(({ name }) => name === structure.rootModule);
  const variables = (root?.variables ?? []).map((uid) => structure.symbols.get(uid)?.name ?? '');
  return ok({ variables, actions: [...actions.values()] });
}
