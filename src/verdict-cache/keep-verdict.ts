import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ModelReport } from '../check/index.ts';
import type { ClassPath } from './class-path.ts';
import { toEntry } from './entry.ts';
import type { ModuleSets, Place } from './find-verdict.ts';
import { isFileIn, moduleStates, type ModuleStates } from './module-files.ts';
import { unknownReading } from './pure-modules.ts';
import { verdictKey } from './verdict-key.ts';

/** What a run had, to be compared with what there is when it has ended. */
export interface RunConditions {
  readonly classPath: ClassPath;
  /** Whether all files are still as they were before the run. */
  readonly unchanged: () => boolean;
}

const KEPT_SETS = 8;

/** Keeps the report of a run that has just ended; answers with the reason where nobody could rely on it later. */
export function keepVerdict(
  report: ModelReport,
  { task, inputs, folders, store }: Place,
  { classPath, unchanged }: RunConditions,
): string | undefined {
  if (!isFinal(report)) return undefined;
  const modules = [...new Set(report.moduleFiles.map((path) => basename(path, '.tla')))].sort();
  if (!modules.includes(task.module)) return 'TLC did not say which modules it read';
  const states = moduleStates(modules, folders);
  const reason = elsewhere(report, folders) ?? reasonAgainst(modules, states, classPath);
  if (reason !== undefined) return reason;
  if (readFileSync(task.config, 'utf8') !== task.configText || !unchanged())
    return 'files were written while TLC ran';
  store.write(verdictKey(inputs, modules, states), toEntry(report, folders, new Date()));
  const read = store.read(inputs);
  const others = read && 'json' in read ? (read.json as ModuleSets) : [];
  const sets = [modules, ...others.filter((set) => set.join() !== modules.join())];
  store.write(inputs, sets.slice(0, KEPT_SETS));
  return undefined;
}

/** A note on a trace tells of something that did not succeed; the next run may have more luck. So may one that counts. */
function isFinal({ verdict, coverage }: ModelReport): boolean {
  if (coverage?.guards?.ok === false) return false;
  if (verdict.kind === 'holds' || verdict.kind === 'holds-within') return true;
  if (verdict.kind !== 'violated') return false;
  const { notes = [], why } = verdict.trace ?? {};
  return notes.length === 0 && (why?.notes ?? []).length === 0;
}

/** A module from a place where it was not looked for. (What TLC unpacked from its jar for the run is gone by now.) */
function elsewhere({ moduleFiles }: ModelReport, folders: readonly string[]): string | undefined {
  const strange = moduleFiles.find(
    (path) => existsSync(path) && !folders.some((folder) => isFileIn(folder, path)),
  );
  return strange && `TLC read ${strange}, which is in none of the folders that it was told of`;
}

const reasonAgainst = (
  modules: readonly string[],
  states: ModuleStates,
  classPath: ClassPath,
): string | undefined =>
  modules
    .map((name, i) =>
      unknownReading(
        name,
        states[i]!.every((state) => state === null),
        classPath.modules,
      ),
    )
    .find((reason) => reason !== undefined);
