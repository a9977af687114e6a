import { basename } from 'node:path';
import type { ModelReport } from '../check/index.ts';
import type { ModelTask } from '../manifest/index.ts';
import type { EntryStore } from './entry-store.ts';
import { fromEntry } from './entry.ts';
import { moduleStates } from './module-files.ts';
import { verdictKey } from './verdict-key.ts';

/** Where the verdict of a task is looked for, and kept. */
export interface Place {
  readonly task: ModelTask;
  /** See `inputsKey`. */
  readonly inputs: string;
  /** Where SANY looks for modules. */
  readonly folders: readonly string[];
  readonly store: EntryStore;
  /** Whether a trace that is not explained does. */
  readonly takesUnexplained: boolean;
}

/** The sets of modules that runs with some inputs have read: a module's text decides what is read besides. */
export type ModuleSets = readonly (readonly string[])[];

/** The report of an earlier run for which everything that TLC read was as it is now. `warn` is told of damaged entries. */
export function findVerdict(
  { task, inputs, folders, store, takesUnexplained }: Place,
  warn: (message: string) => void,
): ModelReport | undefined {
  const notUsed = (reason: string): void =>
    warn(`the cached verdict of ${basename(task.config)} is not used: ${reason}`);
  const read = (key: string): unknown => {
    const found = store.read(key);
    if (found && 'damaged' in found) notUsed(found.damaged);
    return found && 'json' in found ? found.json : undefined;
  };
  for (const modules of (read(inputs) as ModuleSets | undefined) ?? []) {
    const entry = read(verdictKey(inputs, modules, moduleStates(modules, folders)));
    const report = entry === undefined ? undefined : fromEntry(entry, task, folders);
    if (report?.ok && report.value.unexplained && !takesUnexplained) continue;
    if (report?.ok) return report.value;
    if (report) notUsed(report.error);
  }
  return undefined;
}
