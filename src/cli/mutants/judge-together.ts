import type { CheckSettings } from '../../check/index.ts';
import { judgeMutant } from './judge-mutant.ts';
import type { Change, MutatedModel } from './mutated-model.ts';
import type { MutantOutcome, MutantReport } from './mutant-report.ts';

/** One change with models to judge it on: the same change of the same text, whatever folder the module stands in. */
export interface SharedChange {
  readonly actions: readonly string[];
  readonly places: readonly { readonly model: MutatedModel; readonly change: Change }[];
}

/** The changes of several models, each once, in the order of the models. */
export function sharedChanges(models: readonly MutatedModel[]): readonly SharedChange[] {
  const found = new Map<string, SharedChange>();
  for (const model of models)
    for (const change of model.changes) {
      const { kind, location, actions } = change.mutation;
      const key = JSON.stringify([kind, location, change.source.text]);
      const known = found.get(key);
      found.set(key, {
        actions: [...new Set([...(known?.actions ?? []), ...actions])],
        places: [...(known?.places ?? []), { model, change }],
      });
    }
  return [...found.values()].map(inOrder);
}

/**
 * Four models at most: of those that take the changed action a small one, one in the middle and the largest, as models of one
 * size are much alike; and one of the others, where a guard that is dropped may let the action in.
 */
function inOrder({ actions, places }: SharedChange): SharedChange {
  const isTaken = ({ original }: MutatedModel): boolean =>
    original.ok && actions.some((name) => original.value.actions.has(name));
  const size = ({ original }: MutatedModel): number => (original.ok ? original.value.stateCount : Infinity);
  const sorted = [...places].sort(({ model: a }, { model: b }) => size(a) - size(b));
  const taken = sorted.filter(({ model }) => isTaken(model));
  const other = sorted.find(({ model }) => !isTaken(model));
  const chosen = [taken[0], taken[taken.length >> 1], taken.at(-1), other];
  return { actions, places: [...new Set(chosen.filter((place) => place !== undefined))] };
}

/**
 * Judges a change on its models, one after the other, until a test or a property of one of them notices it. What is answered is
 * the last judgement, or of those that noticed nothing the one that says most.
 */
export async function judgeTogether(
  { actions, places }: SharedChange,
  settings: CheckSettings,
  timeLimitMilliseconds: number,
): Promise<MutantReport | undefined> {
  let best: MutantReport | undefined;
  for (const { model, change } of places) {
    if (settings.signal?.aborted) return undefined;
    const { task, original } = model;
    const judged = await judgeMutant({
      ...change,
      task,
      settings,
      timeLimitMilliseconds,
      eachProperty: false,
      ...(original.ok && { original: original.value }),
    });
    const report = { ...judged, mutation: { ...judged.mutation, actions } };
    if (isNoticed(report) || report.outcome.kind === 'broken') return report;
    if (!best || MEANING.indexOf(report.outcome.kind) < MEANING.indexOf(best.outcome.kind)) best = report;
  }
  return best;
}

/** From what is surely another model to what is none. */
const MEANING: readonly MutantOutcome['kind'][] = ['different', 'larger', 'unknown', 'equivalent', 'broken'];

const isNoticed = ({ noticedBy, outcome }: MutantReport): boolean =>
  noticedBy.length > 0 || (outcome.kind === 'different' && outcome.by !== undefined);
