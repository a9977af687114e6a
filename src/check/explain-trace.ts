import type { Trace } from '../trace/index.ts';
import { applyOverrides } from './apply-overrides.ts';
import { askTlc } from './ask-tlc.ts';
import type { ExplainRequest } from './explain-request.ts';
import { knownActions, type KnownAction } from './known-actions.ts';
import { labelTrace } from './label-trace.ts';
import { modelDisjuncts } from './model-behavior.ts';
import { tracePairs } from './trace-pairs.ts';

/** A trace with the action instances of each step, and all actions of the specification. */
export interface Explained {
  readonly trace: Trace;
  readonly actions: readonly KnownAction[];
}

/**
 * Names the action instances of each step: TLC 2.18 prints an action's name only, so TLC is asked which instances of
 * which disjuncts of Next allow each pair of states. Where several do, the step keeps them all.
 * What cannot be found out is said in the notes of the trace; the trace itself is never lost.
 */
export async function explainTrace(trace: Trace, request: ExplainRequest): Promise<Explained> {
  const structure = applyOverrides(request.structure, request.config);
  const disjuncts = modelDisjuncts(request.config, structure);
  if (!disjuncts.ok) return { trace: withNotes(trace, [unknown(disjuncts.error)]), actions: [] };
  const asked = await askTlc(
    (questions, onlyNamed) => tracePairs(trace, questions, onlyNamed),
    disjuncts.value,
    { ...request, structure },
  );
  if (!asked.ok) return { trace: withNotes(trace, [unknown(asked.error)]), actions: [] };
  const { questions, answers, notes } = asked.value;
  return {
    trace: withNotes(labelTrace(trace, questions, answers), notes),
    actions: knownActions(questions, answers),
  };
}

const unknown = (reason: string): string => `arguments of actions are unknown: ${reason}`;

const withNotes = (trace: Trace, notes: readonly string[]): Trace => ({
  ...trace,
  notes: [...trace.notes, ...notes],
});
