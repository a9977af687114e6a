import type { TlaValue, Trace } from '../trace/index.ts';
import { applyOverrides } from './apply-overrides.ts';
import { askTlc } from './ask-tlc.ts';
import type { Question } from './explain-module.ts';
import { labelTrace } from './label-trace.ts';
import type { Answers } from './read-answers.ts';
import type { ExplainRequest } from './explain-request.ts';
import { modelDisjuncts } from './model-behavior.ts';

/** An action of the specification, with the values that its parameters can take where they are known. */
export interface KnownAction {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly samples: readonly TlaValue[] }[];
}

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
  const asked = await askTlc(trace, disjuncts.value, { ...request, structure });
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

/** Disjuncts of one name and the same parameters are one action: what the driver has to perform. */
function knownActions(questions: readonly Question[], answers: Answers): KnownAction[] {
  const actions = new Map<string, { name: string; samples: TlaValue[] }[]>();
  questions.forEach(({ name, parameters }, question) => {
    const known = actions.get(name) ?? parameters.map((parameter) => ({ name: parameter.name, samples: [] }));
    actions.set(name, known);
    known.forEach((parameter, i) => {
      const range = answers.ranges.find((found) => found.question === question && found.parameter === i);
      parameter.samples.push(...(range?.values ?? []));
    });
  });
  return [...actions].map(([name, parameters]) => ({ name, parameters }));
}
