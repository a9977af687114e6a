import type { CheckSettings } from '../../check/index.ts';
import { judgeMutant } from './judge-mutant.ts';
import type { Change, MutatedModel } from './mutated-model.ts';
import type { MutantOutcome, MutantReport } from './mutant-report.ts';
import type { OriginalGraph } from './original-graph.ts';

/** One change with models to judge it on: the same change of the same text, whatever folder the module stands in. */
export interface SharedChange {
  readonly actions: readonly string[];
  readonly places: readonly Place[];
}

interface Place {
  readonly model: MutatedModel;
  readonly change: Change;
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
 * Four models at most: of those that take the changed action and can show the change a small one, one in the middle and the
 * largest, as models of one size are much alike; and one that does not take it, where a guard that is dropped may let the
 * action in. A model whose graph is not known only where no graph can show the change.
 */
function inOrder({ actions, places }: SharedChange): SharedChange {
  const graphOf = ({ model: { original } }: Place): OriginalGraph | undefined =>
    original.ok ? original.value : undefined;
  const isTaken = (place: Place): boolean => actions.some((name) => graphOf(place)?.actions.has(name));
  const size = (place: Place): number => graphOf(place)?.stateCount ?? Infinity;
  const known = places.filter((place) => graphOf(place)).sort((a, b) => size(a) - size(b));
  const { kind } = places[0]!.change.mutation;
  const taken = kind === 'Init weakened' ? known : known.filter(isTaken);
  const telling = taken.filter((place) => graphOf(place)!.canShow({ ...place.change.mutation, actions }));
  const other = kind.startsWith('guard') ? known.find((place) => !isTaken(place)) : undefined;
  const unknown = places.find((place) => !graphOf(place));
  const chosen =
    telling.length > 0
      ? [telling[0], telling[telling.length >> 1], telling.at(-1), other]
      : [taken[0], other, unknown];
  const some = chosen.filter((place) => place !== undefined);
  return { actions, places: some.length > 0 ? [...new Set(some)] : places.slice(0, 1) };
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
