import {
  fail,
  ok,
  traceStates,
  type NearbyGraph,
  type Result,
  type State,
  type Trace,
} from '../trace/index.ts';
import { applyOverrides } from './apply-overrides.ts';
import { askDisjuncts, freshPrefix, type Question } from './explain-module.ts';
import type { ExplainRequest } from './explain-request.ts';
import { instanceOf } from './label-trace.ts';
import { modelDisjuncts } from './model-behavior.ts';
import { createNearbyGraph } from './nearby-states.ts';
import { outcomesModule } from './outcomes-module.ts';
import { createOutcomesReader, type PrintedOutcomes } from './read-outcomes.ts';
import { runOwnModule } from './run-own-module.ts';

/** One run of TLC each: beyond so many steps a reader is lost, and most specifications reach the limit of states before. */
const MOST_STEPS_AWAY = 4;

/**
 * Asks TLC what the specification allows in the states of a trace, and in those that such steps lead to, the nearest first,
 * until so many states were asked about. The error says why nothing is known.
 */
export async function askNearby(
  trace: Trace,
  stateLimit: number,
  request: ExplainRequest,
): Promise<Result<NearbyGraph, string>> {
  const variables = [...trace.initial.keys()];
  const states = traceStates(trace);
  if (states.some((state) => variables.some((name) => !state.has(name))))
    return fail('the trace has a state in which a variable has no value');
  const structure = applyOverrides(request.structure, request.config);
  const graph = createNearbyGraph(states);
  // Of a trace that is longer than the limit, the end is what matters.
  let next = graph.unasked(states.slice(-stateLimit).map((_, i, kept) => states.length - kept.length + i));
  for (let away = 0; away < MOST_STEPS_AWAY && next.length > 0; away++) {
    const asked = await successors(
      next.map((number) => graph.stateOf(number)),
      variables,
      { ...request, structure },
    );
    if (!asked.ok && away === 0) return asked;
    // Further away there may be states in which an action cannot be evaluated; there the reader's way ends.
    if (!asked.ok) break;
    const { questions, printed } = asked.value;
    const found = next.flatMap((from, use) =>
      graph.add(
        from,
        (printed.uses.get(use) ?? []).map(({ question, arguments: values, after }) => ({
          action: instanceOf({ question, values }, questions),
          location: questions[question]!.shownAs.location,
          after: new Map(variables.map((name, i) => [name, after[i]!])),
        })),
      ),
    );
    next = found.slice(0, Math.max(0, stateLimit - graph.askedCount()));
  }
  return ok(graph.build());
}

/** All that can be done in some states. */
async function successors(
  states: readonly State[],
  variables: readonly string[],
  request: ExplainRequest,
): Promise<Result<{ questions: readonly Question[]; printed: PrintedOutcomes }, string>> {
  const { module: root, config, structure } = request;
  const disjuncts = modelDisjuncts(config, structure);
  if (!disjuncts.ok) return disjuncts;
  const prefix = freshPrefix(structure);
  let reason = '';
  // A LOCAL definition cannot be called from another module, but its body can be written out.
  for (const writtenOut of [false, true]) {
    const questions = askDisjuncts(disjuncts.value, structure, writtenOut);
    if (!questions.ok) return questions;
    const asked = questions.value.map((_, i) => i);
    const uses = states.map((before) => ({ before, arguments: [], asked }));
    const written = outcomesModule({
      ...{ root, config, prefix, variables, uses, questions: questions.value },
      ...{ onlyItsArguments: false, writtenOut },
    });
    const reader = createOutcomesReader(prefix);
    const ran = await runOwnModule(written, request, (line) => reader.push(line));
    if (!ran.ok) {
      reason ||= ran.error;
      continue;
    }
    const printed = reader.end();
    if (printed.unread === 0) return ok({ questions: questions.value, printed });
    reason ||= `${printed.unread} of TLC's answers could not be read`;
  }
  return fail(reason);
}
