import { fail, ok, printString, type Result } from '../../trace/index.ts';
import { createBinderNames, type BinderNames, type Rename } from './binder-names.ts';
import { isLambda } from './binders.ts';
import { BUILT_IN_FORMS, type Apply, type FormPrinter } from './built-in-forms.ts';
import type {
  BoundVariables,
  Definition,
  Expression,
  ModuleStructure,
  SemanticSymbol,
  Uid,
} from './module-structure.ts';
import { callText, infixHead, isWord, printDecimal } from './operator-notation.ts';
import { qualifiedCall } from './qualified-call.ts';
import { definitionOf } from './definition-of.ts';

export type { Rename } from './binder-names.ts';

/** An expression that has no text in the root module; `what` names the part. */
export interface Unsupported {
  readonly code: 'unsupported';
  readonly what: string;
}

/**
 * An expression as TLA+ on one line, with parentheses around every part, so that it can stand anywhere in a module that
 * extends the root module of `structure`.
 * @param rename Text for symbols, in the first place for the free variables of the expression.
 */
export function printExpression(
  expression: Expression,
  structure: ModuleStructure,
  rename: Rename = () => undefined,
): Result<string, Unsupported> {
  const printer = new Printer(structure, createBinderNames(expression, structure, rename));
  const text = printer.print(expression);
  return printer.unsupported === undefined
    ? ok(text)
    : fail({ code: 'unsupported', what: printer.unsupported });
}

/** A definition as TLA+ on one line, `F(a, b) == ...`; for a recursive operator with its declaration in front. */
export function printDefinition(
  uid: Uid,
  structure: ModuleStructure,
  rename: Rename = () => undefined,
): Result<string, Unsupported> {
  const definition = definitionOf(structure, uid);
  if (!definition) return fail({ code: 'unsupported', what: `symbol ${uid} is no definition` });
  const names = createBinderNames(
    { kind: 'let', definitions: [uid], body: { kind: 'at' } },
    structure,
    rename,
  );
  const printer = new Printer(structure, names);
  const text = printer.definition(definition);
  return printer.unsupported === undefined
    ? ok(text)
    : fail({ code: 'unsupported', what: printer.unsupported });
}

class Printer implements FormPrinter {
  unsupported: string | undefined;
  readonly #structure: ModuleStructure;
  readonly #rename: Rename;
  readonly #hidden: ReadonlySet<Uid>;

  constructor(structure: ModuleStructure, { rename, impossible }: BinderNames) {
    this.#structure = structure;
    this.#rename = rename;
    this.unsupported = impossible;
    this.#hidden = hiddenDefinitions(structure);
  }

  print(expression: Expression): string {
    switch (expression.kind) {
      case 'apply':
        return this.#apply(expression);
      case 'let':
        return `(LET ${this.#definitions(expression.definitions)} IN ${this.print(expression.body)})`;
      case 'number':
        return expression.value.toString();
      case 'decimal':
        return printDecimal(expression.mantissa, expression.exponent);
      case 'string':
        return printString(expression.value);
      case 'at':
        return '@';
      case 'operator':
        return this.#operator(expression.operator);
      case 'label':
        return this.print(expression.body);
      case 'substitute':
        return this.refuse('the body of an instance');
      case 'unsupported':
        return this.refuse(expression.element);
    }
  }

  list(expressions: readonly Expression[]): string {
    return expressions.map((expression) => this.print(expression)).join(', ');
  }

  binders(groups: readonly BoundVariables[]): string {
    return groups
      .map(({ variables, tuple, set }) => {
        const names = variables.map((uid) => this.#name(uid)).join(', ');
        const pattern = tuple ? `<<${names}>>` : names;
        return set ? `${pattern} \\in ${this.print(set)}` : pattern;
      })
      .join(', ');
  }

  symbolOf(uid: Uid): SemanticSymbol | undefined {
    return this.#structure.symbols.get(uid);
  }

  refuse(what: string): string {
    this.unsupported ??= what;
    return '';
  }

  /** `F(a, b) == body`, `a ++ b == body`, `f[x \in S] == body`. */
  definition(definition: Definition): string {
    const { body, name, parameters, recursive } = definition;
    const form = body.kind === 'apply' ? this.symbolOf(body.operator)?.name : undefined;
    if (body.kind === 'apply' && (form === '$RecursiveFcnSpec' || form === '$NonRecursiveFcnSpec')) {
      const bounds = body.bound.filter(({ set }) => set !== undefined);
      return `${this.#name(definition.uid)}[${this.binders(bounds)}] == ${this.list(body.operands)}`;
    }
    const [first = '', second = ''] = parameters.map((uid) => this.#parameter(uid));
    let head = this.#name(definition.uid);
    if (!isWord(name)) head = infixHead(name, parameters.length, first, second);
    else if (parameters.length > 0) head += `(${parameters.map((uid) => this.#parameter(uid)).join(', ')})`;
    const holes = parameters.length > 0 ? `(${parameters.map(() => '_').join(', ')})` : '';
    return `${recursive ? `RECURSIVE ${name}${holes} ` : ''}${head} == ${this.print(body)}`;
  }

  #definitions(uids: readonly Uid[]): string {
    return uids
      .map((uid) => {
        const definition = definitionOf(this.#structure, uid);
        return definition ? this.definition(definition) : this.refuse('INSTANCE in a LET');
      })
      .join(' ');
  }

  #apply(expression: Apply): string {
    const { operator, operands } = expression;
    const replaced = this.#rename(operator);
    if (replaced !== undefined) return operands.length > 0 ? `${replaced}(${this.list(operands)})` : replaced;
    const symbol = this.symbolOf(operator);
    if (!symbol) return this.refuse(`symbol ${operator}`);
    const form = symbol.kind === 'builtin' ? BUILT_IN_FORMS[symbol.name] : undefined;
    if (form) return form(expression, this);
    if (symbol.name.startsWith('$')) return this.refuse(`built-in ${symbol.name}`);
    if (this.#hidden.has(operator)) return this.refuse(`${symbol.name} of a module that is not extended`);
    const texts = operands.map((operand) => this.print(operand));
    if (symbol.name.includes('!') && symbol.kind === 'definition')
      return qualifiedCall(symbol, texts, this.#structure);
    return callText(symbol.name, texts);
  }

  #operator(uid: Uid): string {
    const definition = definitionOf(this.#structure, uid);
    if (definition && isLambda(uid, this.#structure)) {
      const names = definition.parameters.map((parameter) => this.#name(parameter)).join(', ');
      return `LAMBDA ${names} : ${this.print(definition.body)}`;
    }
    if (this.#hidden.has(uid)) return this.refuse(`${this.#name(uid)} of a module that is not extended`);
    return this.#name(uid);
  }

  #parameter(uid: Uid): string {
    const symbol = this.symbolOf(uid);
    const arity = symbol?.kind === 'parameter' ? symbol.arity : 0;
    return arity > 0
      ? `${this.#name(uid)}(${Array.from({ length: arity }, () => '_').join(', ')})`
      : this.#name(uid);
  }

  #name(uid: Uid): string {
    return this.#rename(uid) ?? this.symbolOf(uid)?.name ?? this.refuse(`symbol ${uid}`);
  }
}

/** Definitions of other modules that the root module does not have; LETs and LAMBDAs belong to no module. */
function hiddenDefinitions(structure: ModuleStructure): ReadonlySet<Uid> {
  const root = structure.modules.find(({ name }) => name === structure.rootModule);
  const visible = new Set(root?.definitions);
  return new Set(
    structure.modules.flatMap(({ definitions }) => definitions.filter((uid) => !visible.has(uid))),
  );
}
