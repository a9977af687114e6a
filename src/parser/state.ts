import { fail, ok, type Result, type State, type TlaValue } from '../trace/index.ts';
import { parseErrorAt, type ParseError } from './parse-error.ts';
import { createValueReader, type ValueReader } from './value-reader.ts';

/** The variables of a printed state. */
export interface ParsedState {
  /** In printed order. Under an ALIAS the names are those of the alias, which may be any text without ` = `. */
  readonly state: State;
  readonly unassigned: readonly string[];
}

/** What the surroundings of a state tell about how to read it. */
export interface StateContext {
  readonly readValue?: ValueReader;
  /**
   * The variables for which `null` means "no value" (message 2109 names them).
   * For all others it is the model value `null`, a frequent name for one.
   */
  readonly mayBeUnassigned?: ReadonlySet<string>;
}

/** One `name = value` with its place in the text. */
interface Conjunct {
  readonly name: string;
  value: string;
  /** 1-based place at which the value starts. */
  readonly line: number;
  readonly column: number;
}

const BULLET = '/\\ ';
const NONE: ReadonlySet<string> = new Set();

/**
 * A state as TLC prints it: `/\ x = 1` lines whose values may go on in indented lines, or `x = 1` for a
 * specification with one variable. The order of the variables is kept.
 */
export function parseState(text: string, context: StateContext = {}): Result<ParsedState, ParseError> {
  const { readValue = createValueReader(), mayBeUnassigned = NONE } = context;
  const conjuncts = splitState(text);
  if (!conjuncts.ok) return conjuncts;
  const state = new Map<string, TlaValue>();
  const unassigned: string[] = [];
  for (const conjunct of conjuncts.value) {
    const { name } = conjunct;
    if (conjunct.value === 'null' && mayBeUnassigned.has(name)) {
      unassigned.push(name);
      continue;
    }
    const value = readValue(conjunct.value);
    if (!value.ok) return fail(moveError(value.error, conjunct, text));
    state.set(name, value.value);
  }
  return ok({ state, unassigned });
}

/** The conjuncts of a state, each with the text of its value. */
function splitState(text: string): Result<readonly Conjunct[], ParseError> {
  const conjuncts: Conjunct[] = [];
  const lines = text.split(/\r?\n/);
  const bulleted = lines.some((line) => line.startsWith(BULLET));
  for (const [index, line] of lines.entries()) {
    const last = conjuncts.at(-1);
    const starts = bulleted ? line.startsWith(BULLET) : !last && line.trim() !== '';
    if (!starts) {
      if (last) last.value += `\n${line}`;
      else if (line.trim() !== '') return fail(noConjunct(text, index));
      continue;
    }
    const from = bulleted ? BULLET.length : 0;
    const equals = line.indexOf(' = ', from);
    if (equals < 0) return fail(noConjunct(text, index));
    const column = equals + ' = '.length;
    conjuncts.push({
      name: line.slice(from, equals),
      value: line.slice(column),
      line: index + 1,
      column: column + 1,
    });
  }
  for (const conjunct of conjuncts) conjunct.value = conjunct.value.trimEnd();
  return conjuncts.length > 0 ? ok(conjuncts) : fail(parseErrorAt('syntax', 'no variables', text, 1, 1));
}

const noConjunct = (text: string, index: number): ParseError =>
  parseErrorAt('syntax', 'expected "name = value"', text, index + 1, 1);

/** The error of a value, told in places of the whole state. */
function moveError(error: ParseError, conjunct: Conjunct, text: string): ParseError {
  const line = conjunct.line + error.line - 1;
  const column = error.line === 1 ? conjunct.column + error.column - 1 : error.column;
  return parseErrorAt(error.code, `${conjunct.name}: ${error.message}`, text, line, column);
}
