import type { ModelTask } from '../manifest/index.ts';
import type { ModuleStructure } from '../parser/index.ts';
import type { Result, Trace } from '../trace/index.ts';
import type { AskedChoices } from './ask-choices.ts';
import type { CheckSettings } from './settings.ts';

/** Asks TLC, of a trace of a model, where the specification leaves a choice that no action's arguments tell. */
export type ChoiceAsker = (task: ModelTask, trace: Trace) => Promise<AskedChoices>;

/** An asker that reads the structure of each module once. The actions of the traces need their arguments. */
export function createChoiceAsker(settings: CheckSettings): ChoiceAsker {
  const structures = new Map<string, Promise<Result<ModuleStructure, string>>>();
  return async (task, trace) => {
    // Not before it is needed: the grammars take a tenth of a second, and who only checks a model has no use for this.
    const [{ askChoices }, { readStructure }] = await Promise.all([
      import('./ask-choices.ts'),
      import('./read-structure.ts'),
    ]);
    const key = JSON.stringify([task.folder, task.module]);
    const structure = structures.get(key) ?? readStructure(task, settings);
    structures.set(key, structure);
    return askChoices(task, trace, await structure, settings);
  };
}
