import { ok, type Result, type SourceLocation, type TlaValue } from '../trace/index.ts';
import type { ActionInstanceContext, LocationContext } from './generated/TlaValueParser.ts';
import type { ParseError } from './parse-error.ts';
import { runGrammar } from './run-grammar.ts';
import { buildValue, valueGrammar } from './value.ts';

/** What TLC prints in front of a state: the action that led to it, as far as this build of TLC names it. */
export interface StateHeader {
  /** `Up`, `Next`, `M!Op`; `Initial predicate` for a first state; empty where TLC prints no header (DFID). */
  readonly name: string;
  /** The action's arguments in the order of its parameters; missing where TLC prints none (2.18 never does). */
  readonly arguments?: readonly TlaValue[];
  readonly location?: SourceLocation;
}

const WHOLE_HEADER = valueGrammar((parser) => parser.wholeHeader());

/** A state header: `<Up(1) line 6, col 10 to line 6, col 68 of module Lasso>`, `<Initial predicate>`, or nothing. */
export function parseStateHeader(text: string): Result<StateHeader, ParseError> {
  const tree = runGrammar(WHOLE_HEADER, text);
  if (!tree.ok) return tree;
  const header = tree.value.header();
  if (!header) return ok({ name: '' });
  const action = header.actionInstance();
  return ok(action ? instanceOf(action) : { name: 'Initial predicate' });
}

function instanceOf(context: ActionInstanceContext): StateHeader {
  const location = context.location();
  const hasArguments = context.getText().startsWith('(', context.actionName().getText().length);
  return {
    name: context.actionName().getText(),
    ...(hasArguments ? { arguments: (context.values()?.value() ?? []).map(buildValue) } : {}),
    ...(location ? { location: locationOf(location) } : {}),
  };
}

function locationOf(context: LocationContext): SourceLocation {
  const [beginLine, beginColumn, endLine, endColumn] = context
    .INTEGER()
    .map((token) => Number(token.getText())) as [number, number, number, number];
  return { module: context.moduleName().getText(), beginLine, beginColumn, endLine, endColumn };
}
