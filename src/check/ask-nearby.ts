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
import type { ExplainRequest } from './explain-request.ts';
import { instanceOf } from './label-trace.ts';
import { lookAround } from './look-around.ts';
import { createNearbyGraph } from './nearby-states.ts';
import type { PrintedState } from './read-nearby.ts';

/** What TLC found, and why it did not look into all states that were wanted, where it did not. */
export interface AskedNearby {
  readonly graph: NearbyGraph;
  readonly stopped?: string;
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
