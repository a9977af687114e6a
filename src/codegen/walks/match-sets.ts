import { printAction, printValue, type WalkSet } from '../../trace/index.ts';

/** Where the parts of an older graph are in a newer one: a place in the newer lists, or -1 of what is gone. */
export interface SetMatch {
  /** For each variable. */
  readonly values: readonly Int32Array[];
  readonly actions: Int32Array;
  readonly states: Int32Array;
  readonly edges: Int32Array;
}

/** Finds what two graphs have in common, by content; undefined where their variables are not the same. */
export function matchSets(older: WalkSet, newer: WalkSet): SetMatch | undefined {
  if (older.variables.join() !== newer.variables.join()) return undefined;
  const values = older.values.map((of, i) => matchBy(of, newer.values[i]!, printValue));
  const actions = matchBy(older.actions, newer.actions, (action) => printAction(action, printValue));
  const inNewer = (row: readonly number[]): string => row.map((value, i) => values[i]![value]).join();
  const states = matchKeys(older.states.map(inNewer), newer.states.map(String));
  const edges = matchKeys(
    older.edges.map(([source, target, action]) => `${states[source]},${states[target]},${actions[action]}`),
    newer.edges.map(String),
  );
  return { values, actions, states, edges };
}

const matchBy = <T>(older: readonly T[], newer: readonly T[], keyOf: (item: T) => string): Int32Array =>
  matchKeys(older.map(keyOf), newer.map(keyOf));

function matchKeys(older: readonly string[], newer: readonly string[]): Int32Array {
  const places = new Map(told(newer).map((key, place) => [key, place]));
  return Int32Array.from(told(older), (key) => places.get(key) ?? -1);
}

/** Keys that are equal, of parallel edges, are told apart by their order. */
function told(keys: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before === 0 ? key : `${key} again ${before}`;
  });
}
