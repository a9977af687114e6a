import { fail, ok, type Result, type State, type Trace, type TraceEnd } from '../trace/index.ts';
import { sameVariables } from './same-variables.ts';
import { UNNAMED_ACTION } from './unnamed-action.ts';
import { parseValue } from './value.ts';

/** Whether a text may be a trace exploration module, which TLC writes as `<Spec>_TTrace_<number>.tla`. */
export const isTTrace = (text: string): boolean => /^-{4,} *MODULE \S+_TTrace_\d+ *-{4,}/m.test(text);

/**
 * The trace in a trace exploration module. It holds the states in full, as TLA+, and for a lasso the loop, but it names no
 * actions. The error says what is wrong, and in which line.
 */
export function traceFromTTrace(text: string): Result<Trace, string> {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => /^trace ==\s*$/.test(line));
  if (start < 0)
    return fail('it has no "trace ==" with the states: TLC writes them to another file where there are many');
  const states: State[] = [];
  for (const [i, line] of lines.entries()) {
    if (i <= start || /^\s*(<<)?\s*$/.test(line)) continue;
    if (/^\s*>>\s*$/.test(line)) return endOf(text, states);
    const state = readState(line);
    if (!state.ok) return fail(`line ${i + 1}: ${state.error}`);
    if (states[0] && !sameVariables(state.value, states[0]))
      return fail(`line ${i + 1}: the state has other variables than the first`);
    states.push(state.value);
  }
  return fail('its list of states is cut off: the line with >> is missing');
}

function readState(line: string): Result<State, string> {
  const record = /^\s*\((\[.*\])\),?\s*$/.exec(line)?.[1];
  if (record === undefined) return fail('it is no state: a record in parentheses was expected');
  const value = parseValue(record);
  if (!value.ok) return fail(value.error.message);
  return value.value.kind === 'record' ? ok(new Map(value.value.fields)) : fail('it is no record');
}

function endOf(text: string, states: readonly State[]): Result<Trace, string> {
  const [initial, ...rest] = states;
  if (!initial) return fail('it has no states');
  const end = readEnd(text, states.length);
  if (!end.ok) return end;
  return ok({
    initial,
    steps: rest.map((state) => ({ actions: [{ name: UNNAMED_ACTION }], state })),
    end: end.value,
    notes: ['a trace exploration module names no actions'],
  });
}

function readEnd(text: string, count: number): Result<TraceEnd, string> {
  const numberOf = (name: string): number | undefined => {
    const found = new RegExp(`^\\s*${name} *= *(\\d+)`, 'm').exec(text);
    return found ? Number(found[1]) : undefined;
  };
  const back = numberOf('_TTraceLassoStart');
  if (back !== undefined) {
    if (back < 1 || back > count || numberOf('_TTraceLassoEnd') !== count)
      return fail(`its loop leads to state ${back} of ${count}, which does not fit its states`);
    return ok({ kind: 'lasso', backTo: back - 1, step: { actions: [{ name: UNNAMED_ACTION }] } });
  }
  return ok({ kind: /^_prop ==\s*~\s*\(*\s*<>\[\]/m.test(text) ? 'stuttering' : 'finite' });
}
