import { traceStates, type State, type Trace } from '../trace/index.ts';
import { UNNAMED_ACTION } from '../parser/index.ts';
import type { Question } from './explain-module.ts';
import { isShownAs } from './label-trace.ts';
import type { StatePair } from './state-pair.ts';

/** The steps of a trace between fully assigned states, with the questions to ask of each. */
export function tracePairs(trace: Trace, questions: readonly Question[], onlyNamed: boolean): StatePair[] {
  const states = traceStates(trace);
  const isLasso = trace.end.kind === 'lasso';
  const path = trace.end.kind === 'lasso' ? [...states, states[trace.end.backTo]!] : states;
  const isWhole = (state: State): boolean => [...trace.initial.keys()].every((name) => state.has(name));
  return path.slice(1).flatMap((after, step) => {
    const before = path[step]!;
    if (!isWhole(before) || !isWhole(after)) return [];
    const said = isLasso && step === trace.steps.length ? trace.end.step : trace.steps[step]!;
    const name = said.actions[0].name;
    const asked = questions.flatMap((question, i) =>
      !onlyNamed || name === UNNAMED_ACTION || isShownAs(question, name, said.location) ? [i] : [],
    );
    return [{ step, before, after, asked }];
  });
}
