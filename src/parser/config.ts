import type { ParserRuleContext, Token } from 'antlr4ng';
import { bool, int, modelValue, ok, set, string, type Result, type TlaValue } from '../trace/index.ts';
import type {
  ConfigStatement,
  ConstantBinding,
  NameKeyword,
  NameListKeyword,
  TlcConfig,
} from './config-model.ts';
import { TlcConfigLexer } from './generated/TlcConfigLexer.ts';
import {
  BooleanContext,
  ConstantsContext,
  DeadlockContext,
  ListContext,
  ModelContext,
  NumberContext,
  SetContext,
  SingleContext,
  StringContext,
  SubstitutionContext,
  AssignmentContext,
  TlcConfigParser,
  type BindingContext,
  type StatementContext,
  type ValueContext,
} from './generated/TlcConfigParser.ts';
import type { ParseError } from './parse-error.ts';
import { runGrammar, type Diagnosis, type Grammar } from './run-grammar.ts';

/**
 * A configuration file of TLC. A text that TLC reads only by accident is an error here: TLC ends a file in silence at a
 * character that TLA+ does not have, and takes a stray sign for a name.
 */
export function parseConfig(text: string): Result<TlcConfig, ParseError> {
  const tree = runGrammar(CONFIG, text);
  return tree.ok ? ok({ statements: tree.value.statement().map(statementOf) }) : tree;
}

const CONFIG: Grammar<TlcConfigParser, ReturnType<TlcConfigParser['config']>> = {
  lexer: TlcConfigLexer,
  parser: TlcConfigParser,
  start: (parser) => parser.config(),
  diagnose,
};

function diagnose(stopped: Token): Diagnosis | undefined {
  if (stopped.text !== '-') return undefined;
  return { code: 'syntax', message: 'TLC reads no negative numbers in a configuration file', token: stopped };
}

const lineOf = (context: ParserRuleContext): number => context.start?.line ?? 0;

/** `INVARIANTS` and `INVARIANT` are the same statement. */
const singular = (keyword: string): string =>
  keyword.endsWith('IES') ? `${keyword.slice(0, -3)}Y` : keyword.replace(/S$/, '');

function statementOf(context: StatementContext): ConfigStatement {
  const line = lineOf(context);
  if (context instanceof SingleContext) {
    const keyword = context.nameKeyword().getText() as NameKeyword;
    return { keyword, name: context.name().getText(), line };
  }
  if (context instanceof ListContext) {
    const keyword = singular(context.nameListKeyword().getText()) as NameListKeyword;
    return {
      keyword,
      names: context.name().map((name) => ({ name: name.getText(), line: lineOf(name) })),
      line,
    };
  }
  if (context instanceof ConstantsContext) {
    return { keyword: 'CONSTANT', bindings: context.binding().map(bindingOf), line };
  }
  if (context instanceof DeadlockContext)
    return { keyword: 'CHECK_DEADLOCK', enabled: context.TRUE() !== null, line };
  throw new Error('the configuration grammar has a statement that statementOf does not know');
}

function bindingOf(context: BindingContext): ConstantBinding {
  const line = lineOf(context);
  if (context instanceof SubstitutionContext) {
    return {
      kind: 'substitution',
      name: context.qualifiedName().getText(),
      definition: context.name().getText(),
      ...scopeOf(context),
      line,
    };
  }
  if (context instanceof AssignmentContext) {
    const values = context.values();
    return {
      kind: 'value',
      name: context.qualifiedName().getText(),
      ...(values ? { arguments: values.value().map(valueOf) } : {}),
      value: valueOf(context.value()),
      ...scopeOf(context),
      line,
    };
  }
  throw new Error('the configuration grammar has a binding that bindingOf does not know');
}

function scopeOf(context: SubstitutionContext | AssignmentContext): { readonly module?: string } {
  const scope = context.moduleScope();
  return scope ? { module: scope.name().getText() } : {};
}

function valueOf(context: ValueContext): TlaValue {
  if (context instanceof NumberContext) return int(BigInt(context.getText()));
  if (context instanceof BooleanContext) return bool(context.TRUE() !== null);
  if (context instanceof StringContext) return string(context.getText().slice(1, -1));
  if (context instanceof ModelContext) return modelValue(context.getText());
  if (context instanceof SetContext) return set(context.values()?.value().map(valueOf) ?? []);
  throw new Error('the configuration grammar has a value that valueOf does not know');
}
