import { fail, ok, type Result, type State } from '../trace/index.ts';
import { askDisjuncts, freshPrefix, type Question } from './explain-module.ts';
import type { ExplainRequest } from './explain-request.ts';
import { modelDisjuncts } from './model-behavior.ts';
import { nearbyModule } from './nearby-module.ts';
import { createNearbyReader, type PrintedState } from './read-nearby.ts';
import { runOwnModule } from './run-own-module.ts';

/** What TLC found possible in states. */
export interface LookedAround {
  readonly questions: readonly Question[];
  readonly printed: readonly PrintedState[];
  /** Why it did not look into all states that were wanted, where it did not. */
  readonly stopped?: string;
}

/** Asks TLC what is possible in some states, and in those that lead on from there, the nearest first, until it has looked into so many. */
export async function lookAround(
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
