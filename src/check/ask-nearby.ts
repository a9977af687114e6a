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
import { nearbyModule } from './nearby-module.ts';
import { createNearbyGraph } from './nearby-states.ts';
import { createNearbyReader, type PrintedState } from './read-nearby.ts';
import { runOwnModule } from './run-own-module.ts';

/** What TLC found, and why it did not look into all states that were wanted, where it did not. */
export interface AskedNearby {
  readonly graph: NearbyGraph;
  readonly stopped?: string;
}

interface LookedAround extends Pick<AskedNearby, 'stopped'> {
  readonly questions: readonly Question[];
  readonly printed: readonly PrintedState[];
}

/**
 * Asks TLC what the specification allows in the states of a trace, and in those that such steps lead to, the nearest first,
 * until it has looked into so many. The error says why nothing is known.
 */
export async function askNearby(
  trace: Trace,
  stateLimit: number,
  request: ExplainRequest,
): Promise<Result<AskedNearby, string>> {
  const variables = [...trace.initial.keys()];
  const states = traceStates(trace);
  if (states.some((state) => variables.some((name) => !state.has(name))))
    return fail('the trace has a state in which a variable has no value');
  const structure = applyOverrides(request.structure, request.config);
  // Of a trace that is longer than the limit, the end is what matters.
  const asked = await lookAround(states.slice(-stateLimit), stateLimit, { ...request, structure });
  if (!asked.ok) return asked;
  const { questions, printed, stopped } = asked.value;
  const stateOf = (values: PrintedState['state']): State =>
    new Map(variables.map((name, i) => [name, values[i]!]));
  const graph = createNearbyGraph(states);
  for (const { state, steps } of printed) {
    graph.add(
      stateOf(state),
      steps.map(({ question, arguments: values, after }) => ({
        action: instanceOf({ question, values }, questions),
        location: questions[question]!.shownAs.location,
        after: stateOf(after),
      })),
    );
  }
  return ok({ graph: graph.build(), ...(stopped !== undefined && { stopped }) });
}

async function lookAround(
  states: readonly State[],
  stateLimit: number,
  request: ExplainRequest,
): Promise<Result<LookedAround, string>> {
  const { module: root, config, structure } = request;
  const disjuncts = modelDisjuncts(config, structure);
  if (!disjuncts.ok) return disjuncts;
  const prefix = freshPrefix(structure);
  const variables = [...states[0]!.keys()];
  let reason = '';
  // A LOCAL definition cannot be called from another module, but its body can be written out.
  for (const writtenOut of [false, true]) {
    const questions = askDisjuncts(disjuncts.value, structure, writtenOut);
    if (!questions.ok) return questions;
    const reader = createNearbyReader(prefix);
    const ran = await runOwnModule(
      nearbyModule({
        ...{ root, config, prefix, variables, states, stateLimit, writtenOut },
        questions: questions.value,
      }),
      request,
      (line) => reader.push(line),
    );
    const { states: printed, unread } = reader.end();
    if (unread > 0) return fail(`${unread} of TLC's answers could not be read`);
    if (printed.length > 0)
      return ok({ questions: questions.value, printed, ...(!ran.ok && { stopped: ran.error }) });
    reason ||= ran.ok ? 'TLC looked into no state' : ran.error;
  }
  return fail(reason);
}
