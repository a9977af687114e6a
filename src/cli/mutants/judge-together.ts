import type { CheckSettings } from '../../check/index.ts';
import { canShow } from './can-show.ts';
import { judgeMutant } from './judge-mutant.ts';
import type { Change, MutatedModel } from './mutated-model.ts';
import type { MutantOutcome, MutantReport } from './mutant-report.ts';

/** One change with models to judge it on: the same change of the same text, whatever folder the module stands in. */
export interface SharedChange {
  readonly actions: readonly string[];
  /** Where it can make a difference, in the order in which they are tried. */
  readonly places: readonly Place[];
  readonly first: Place;
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
      const { kind, location, becomes, actions } = change.mutation;
      const key = JSON.stringify([kind, location, becomes, change.source.text]);
      const known = found.get(key);
      found.set(key, {
        actions: [...new Set([...(known?.actions ?? []), ...actions])],
        places: [...(known?.places ?? []), { model, change }],
        first: known?.first ?? { model, change },
      });
    }
  return [...found.values()].map(inOrder);
}

/**
 * The models that can show the change: a small one, one in the middle and the largest before the others, as models of one size are
 * much alike; then the models without a graph.
 */
function inOrder({ actions, places }: SharedChange): SharedChange {
  const telling = places.filter(({ model, change }) => {
    const { original, guards } = model;
    return original.ok && canShow({ graph: original.value.graph, guards }, { ...change.mutation, actions });
  });
  const sorted = telling.sort((a, b) => sizeOf(a) - sizeOf(b));
  const first = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)].filter((place) => place !== undefined);
  const unknown = places.filter(({ model }) => !model.original.ok);
  return { actions, places: [...new Set([...first, ...sorted]), ...unknown], first: places[0]! };
}

const sizeOf = ({ model: { original } }: Place): number =>
  original.ok ? original.value.stateCount : Infinity;

/**
 * Judges a change on the models that can show it, one after the other, until a test or a property of one of them notices it. What
 * is answered is the last judgement, or of those that noticed nothing the one that says most. A change that no model can show
 * leaves them all as they are.
 */
export async function judgeTogether(
  { actions, places, first }: SharedChange,
  settings: CheckSettings,
  timeLimitMilliseconds: number,
): Promise<MutantReport | undefined> {
  const mutation = { ...first.change.mutation, actions };
  let best: MutantReport | undefined;
  let said = 0;
  for (const { model, change } of places) {
    if (said === ENOUGH) break;
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
    const report = { ...judged, mutation };
    if (isNoticed(report)) return report;
    if (report.outcome.kind === 'different' || report.outcome.kind === 'broken') said++;
    if (!best || MEANING.indexOf(report.outcome.kind) < MEANING.indexOf(best.outcome.kind)) best = report;
  }
  return best ?? { mutation, noticedBy: [], outcome: { kind: 'equivalent' } };
}

/** A difference that no test of so many models shows is one that none can insist on; what TLC cannot evaluate in so many is no model. */
const ENOUGH = 4;

/** From what is surely another model to what is the same. */
const MEANING: readonly MutantOutcome['kind'][] = ['different', 'larger', 'unknown', 'broken', 'equivalent'];

const isNoticed = ({ noticedBy, outcome }: MutantReport): boolean =>
  noticedBy.length > 0 || (outcome.kind === 'different' && outcome.by !== undefined);
