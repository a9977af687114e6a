import { fail, ok, type Result, type State } from '../trace/index.ts';
import type { ParseError } from './parse-error.ts';
import { parseState } from './state.ts';
import { createValueReader, type ValueReader } from './value-reader.ts';

/** The states of a behavior that TLC's simulation wrote to a file: `STATE_1 ==` before each. */
export function parseBehavior(
  text: string,
  readValue: ValueReader = createValueReader(),
): Result<readonly State[], ParseError> {
  const blocks = text.replace(/^=+\s*$/m, '').split(/^STATE_\d+ ==.*$/m);
  const states: State[] = [];
  for (const block of blocks.slice(1)) {
    const state = parseState(block.trim(), { readValue });
    if (!state.ok) return fail(state.error);
    states.push(state.value.state);
  }
  return ok(states);
}
