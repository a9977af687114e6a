import type { ModelTask } from '../../manifest/index.ts';
import { parseConfig } from '../../parser/index.ts';
import { fail, ok, type Result } from '../../trace/index.ts';
import { applyOverrides } from '../apply-overrides.ts';
import { initialExpressions, modelDisjuncts } from '../model-behavior.ts';
import { createModuleReader, type ModuleSource } from '../module-reader.ts';
import { readStructure } from '../read-structure.ts';
import { startClock, type CheckSettings } from '../settings.ts';
import { uncallable } from '../uncallable.ts';
import { mutateText } from './mutate-text.ts';
import type { Mutation } from './mutation.ts';
import { mutationsOf } from './mutations.ts';

/** The changes of a model's modules, with the modules that they change. */
export interface FoundMutations {
  readonly mutations: readonly Mutation[];
  readonly modules: ReadonlyMap<string, ModuleSource>;
}

/** Looks for what can be changed in the actions and in the initial predicate of a model. */
export async function findMutations(
  task: ModelTask,
  settings: CheckSettings,
): Promise<Result<FoundMutations, string>> {
  const parsed = parseConfig(task.configText);
  if (!parsed.ok) return fail(`${task.config}: ${parsed.error.message}`);
  const read = await readStructure(task, startClock(settings));
  if (!read.ok) return read;
  const structure = applyOverrides(read.value, parsed.value);
  const disjuncts = modelDisjuncts(parsed.value, structure);
  if (!disjuncts.ok) return disjuncts;
  const { textAt, modules } = createModuleReader([task.folder, ...settings.libraries]);
  const initial = initialExpressions(parsed.value, structure);
  const inlined = uncallable(structure, textAt);
  const mutations = mutationsOf({ disjuncts: disjuncts.value, initial, structure, inlined, textAt });
  return ok({ mutations, modules: modules() });
}

/** The text of a module after a change. */
export const mutatedModule = ({ location, replacement }: Mutation, source: ModuleSource): string =>
  mutateText(source.text, location, replacement);
