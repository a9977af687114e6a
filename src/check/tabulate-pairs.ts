import type { State, TlaValue } from '../trace/index.ts';
import type { StatePair } from './state-pair.ts';
import { modelConstants, type ModelConstants } from './model-values.ts';

/** Pairs of states as TLA+ texts, each text once. All numbers but that of the step count from 1, as in a tuple. */
export interface PairTables {
  readonly constants: ModelConstants;
  readonly values: readonly string[];
  /** Tuples of numbers of values. */
  readonly states: readonly string[];
  /** Sets of numbers of questions. */
  readonly groups: readonly string[];
  /** Step, state before, state after, group of questions. */
  readonly rows: readonly string[];
}

/** States share nearly all of their values: a module with each state in full took SANY most of the time. */
export function tabulatePairs(
  pairs: readonly StatePair[],
  variables: readonly string[],
  prefix: string,
): PairTables {
  const distinct = new Set<TlaValue>();
  for (const { before, after } of pairs)
    for (const state of [before, after]) for (const value of state.values()) distinct.add(value);
  const constants = modelConstants([...distinct], prefix);
  const values = numbering<TlaValue>(constants.print);
  const states = numbering<State>(
    (state) => `<<${variables.map((name) => values.of(state.get(name) as TlaValue)).join(', ')}>>`,
  );
  const groups = numbering<readonly number[]>((asked) => `{${asked.join(', ')}}`);
  const rows = pairs.map(
    ({ step, before, after, asked }) =>
      `<<${step}, ${states.of(before)}, ${states.of(after)}, ${groups.of(asked)}>>`,
  );
  return { constants, values: values.texts, states: states.texts, groups: groups.texts, rows };
}

/** Numbers from 1 for things by their text; a thing that was seen before is not printed again. */
function numbering<T>(print: (thing: T) => string) {
  const texts: string[] = [];
  const byText = new Map<string, number>();
  const byThing = new Map<T, number>();
  const of = (thing: T): number => {
    const before = byThing.get(thing);
    if (before !== undefined) return before;
    const text = print(thing);
    const number = byText.get(text) ?? texts.push(text);
    byText.set(text, number);
    byThing.set(thing, number);
    return number;
  };
  return { texts, of };
}
