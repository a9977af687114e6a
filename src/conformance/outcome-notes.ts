import type { Comparison } from '../trace/index.ts';
import { compareStates } from './compare-states.ts';
import type { WalkStep } from './walk.ts';

/** What is to be said of a state that is not the trace's where the specification leaves a choice. */
export interface OutcomeNotes {
  /** Whether the specification allows the state, so that nothing is known to be wrong. */
  readonly isAllowed: boolean;
  /** Whole sentences. */
  readonly notes: readonly string[];
}

/** Says whether the specification allows another state than that of the trace; `undefined` where it leaves no choice. */
export function outcomeNotes(
  { outcomes, action }: WalkStep<{ name: string; parameters: object }>,
  observed: unknown,
  comparison: Comparison,
): OutcomeNotes | undefined {
  if (!outcomes) return undefined;
  const { count, others } = outcomes;
  const isAllowed = others.some(
    (other) => compareStates(other, observed, undefined, comparison).length === 0,
  );
  const isComplete = others.length === count - 1;
  const what = action ? `${count} outcomes here` : `${count} initial states`;
  const verdict = isAllowed
    ? "The implementation's state is another of them: it does what the specification allows, but this trace cannot go on from there."
    : isComplete
      ? "The implementation's state is none of them."
      : `The suite lists ${others.length + 1} of them, and the implementation's state is none of these.`;
  const advice = action
    ? 'Give the choice to an action that Next calls with it: then the driver gets it as a parameter.'
    : 'init() gets the initial state of the trace: begin there.';
  return {
    isAllowed,
    notes: [
      `The specification allows ${what}; the trace takes one of them. ${verdict}`,
      ...(isAllowed || !isComplete ? [advice] : []),
    ],
  };
}
