import type { Token } from 'antlr4ng';
import {
  bool,
  fn,
  int,
  interval,
  modelValue,
  ok,
  record,
  seq,
  set,
  string,
  type Result,
  type TlaValue,
} from '../trace/index.ts';
import { TlaValueLexer } from './generated/TlaValueLexer.ts';
import {
  BooleanContext,
  FunctionContext,
  ModelContext,
  NumberContext,
  RecordContext,
  SequenceContext,
  SetContext,
  StringContext,
  TlaValueParser,
  type IntegerContext,
  type ValueContext,
  type ValuesContext,
} from './generated/TlaValueParser.ts';
import type { ParseError } from './parse-error.ts';
import { runGrammar, type Diagnosis, type Grammar } from './run-grammar.ts';

/**
 * A value as TLC prints it, on one line or wrapped over several.
 * A set or function that TLC describes without listing it (`Nat`, `SUBSET 1..12`) is the error `not-enumerated`.
 */
export function parseValue(text: string): Result<TlaValue, ParseError> {
  const tree = runGrammar(WHOLE_VALUE, text);
  return tree.ok ? ok(buildValue(tree.value.value())) : tree;
}

/** The generated parser with the diagnosis that both values and state headers need. */
export const valueGrammar = <Tree>(
  start: (parser: TlaValueParser) => Tree,
): Grammar<TlaValueParser, Tree> => ({
  lexer: TlaValueLexer,
  parser: TlaValueParser,
  start,
  diagnose: diagnoseUnlisted,
});

function diagnoseUnlisted(stopped: Token, all: readonly Token[]): Diagnosis | undefined {
  const telling =
    stopped.type === TlaValueLexer.UNLISTED_SET
      ? stopped
      : all.find((token) => token.type === TlaValueLexer.UNLISTED);
  if (!telling) return undefined;
  const message = `TLC printed a value that is not enumerated; ${JSON.stringify(telling.text)} tells so`;
  return { code: 'not-enumerated', message, token: telling };
}

const WHOLE_VALUE = valueGrammar((parser) => parser.wholeValue());

const UNESCAPED: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  f: '\f',
  '"': '"',
  '\\': '\\',
};

/** The characters of a TLA+ string literal; an escape that TLA+ does not have stands for itself. */
export const readStringLiteral = (literal: string): string =>
  literal.slice(1, -1).replace(/\\([^])/g, (both, escaped: string) => UNESCAPED[escaped] ?? both);

const integerOf = (context: IntegerContext): bigint => BigInt(context.getText());

const buildAll = (context: ValuesContext | null): readonly TlaValue[] =>
  context ? context.value().map(buildValue) : [];

/** The value of a parse tree. */
export function buildValue(context: ValueContext): TlaValue {
  if (context instanceof StringContext) return string(readStringLiteral(context.getText()));
  if (context instanceof ModelContext) return modelValue(context.getText());
  if (context instanceof BooleanContext) return bool(context.TRUE() !== null);
  if (context instanceof SetContext) return set(buildAll(context.values()));
  if (context instanceof SequenceContext) return seq(buildAll(context.values()));
  if (context instanceof NumberContext) {
    const [low, high] = context.integer().map(integerOf) as [bigint, bigint?];
    return high === undefined ? int(low) : interval(low, high);
  }
  if (context instanceof RecordContext) {
    return record(context.field().map((field) => [field.fieldName().getText(), buildValue(field.value())]));
  }
  if (context instanceof FunctionContext) {
    return fn(context.entry().map((entry) => entry.value().map(buildValue) as [TlaValue, TlaValue]));
  }
  throw new Error('the value grammar has an alternative that buildValue does not know');
}
