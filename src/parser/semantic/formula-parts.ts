import type { SourceLocation } from '../../trace/index.ts';
import { rootDefinition } from './definition-of.ts';
import type { BoundVariable } from './disjunct.ts';
import type { Definition, Expression, ModuleStructure, Uid } from './module-structure.ts';
import {
  insideDefinition,
  insideInstance,
  insideLet,
  insideQuantifier,
  operatorAt,
  START,
  type Place,
} from './place.ts';
import { STANDARD_MODULES } from './standard-modules.ts';
import { substitute } from './substitute.ts';

/** Where in a trace a part has a value that says something about the property. */
export type PartPlace = 'first-state' | 'last-state' | 'last-step' | 'each-state' | 'each-step';

/**
 * What a part is made of. A `leaf` is not split, `all` is false where one of its parts is, and a `quantifier` has its body
 * as its only part.
 */
export type PartForm = 'leaf' | 'all' | 'split' | 'if' | 'quantifier';

/** A part of a formula; its expression can be read in the root module, with the variables of quantifiers around it free. */
export interface FormulaPart {
  readonly form: PartForm;
  readonly expression: Expression;
  /** The part is that UNCHANGED holds of the expression. */
  readonly isUnchanged?: true;
  readonly location?: SourceLocation;
  /** Missing for a temporal formula, which is about the whole behavior. */
  readonly at?: PartPlace;
  /** The value of a part that is not to blame. */
  readonly wanted: boolean;
  /** The variables that a quantifier binds. */
  readonly bound: readonly BoundVariable[];
  readonly parts: readonly FormulaPart[];
  /** Of a relation: the operands whose values explain its own. */
  readonly sides?: readonly Expression[];
}

/** What the parts of a property are looked for in: the state that an invariant fails in, a finite trace, or a loop. */
export type FormulaKind = 'invariant' | 'finite' | 'loop';

/**
 * Splits a definition of the root module into what decides about its value: conjuncts, disjuncts, both sides of an
 * implication, branches, the bodies of quantifiers, and of definitions, also of instances. Undefined where there is none.
 * @param inlined Definitions that nobody but their module can call: their bodies stand for them.
 */
export function formulaParts(
  structure: ModuleStructure,
  name: string,
  kind: FormulaKind,
  inlined: ReadonlySet<Uid> = new Set(),
): FormulaPart | undefined {
  const definition = rootDefinition(structure, name);
  if (!definition) return undefined;
  const use: Apply = { kind: 'apply', operator: definition.uid, operands: [], bound: [] };
  const splitter = new Splitter(structure, kind);
  const whole = { ...use, ...(definition.body.level !== undefined && { level: definition.body.level }) };
  const part = splitter.split(whole, {
    place: { ...START, environment: { ...START.environment, inlined } },
    ...(kind === 'invariant' && { at: 'last-state' as const }),
    isInside: false,
    wanted: true,
    depth: 0,
  });
  return definition.location ? { ...part, location: definition.location } : part;
}

type Apply = Extract<Expression, { kind: 'apply' }>;

/** What a part is made of. */
type Inner = Pick<FormulaPart, 'form' | 'parts'> & Partial<Pick<FormulaPart, 'bound'>>;

interface Context {
  readonly place: Place;
  readonly at?: PartPlace;
  /** Whether a temporal operator is around it. */
  readonly isInside: boolean;
  readonly wanted: boolean;
  readonly depth: number;
}

/** Deeper, and beyond so many parts, a part stays whole: nobody reads more. */
const DEEPEST = 16;
const MOST_PARTS = 300;

const CONJUNCTIONS: ReadonlySet<string> = new Set(['\\land', '$ConjList']);
const DISJUNCTIONS: ReadonlySet<string> = new Set(['\\lor', '$DisjList']);
const CONNECTIVES: ReadonlySet<string> = new Set([...CONJUNCTIONS, ...DISJUNCTIONS, '\\equiv']);

/** How many operands of a relation have a value worth to be told: the set of `x \in S` may have millions of elements. */
const RELATIONS: ReadonlyMap<string, number> = new Map([
  ...['=', '/=', '#', '<', '>', '\\leq', '<=', '=<', '\\geq', '>='].map((name) => [name, 2] as const),
  ...['\\in', '\\notin', '\\subseteq'].map((name) => [name, 1] as const),
]);

class Splitter {
  readonly #structure: ModuleStructure;
  readonly #kind: FormulaKind;
  #count = 0;

  constructor(structure: ModuleStructure, kind: FormulaKind) {
    this.#structure = structure;
    this.#kind = kind;
  }

  split(expression: Expression, given: Context): FormulaPart {
    const { place } = given;
    if (expression.kind === 'label') return this.split(expression.body, given);
    if (expression.kind === 'let') {
      const inside = insideLet(place, expression.definitions, this.#structure);
      // A LET that nothing can replace has to stay around its body.
      if (inside.path.length === place.path.length)
        return this.split(expression.body, { ...given, place: inside });
    }
    this.#count++;
    const resolved = substitute(expression, place.environment, this.#structure);
    const context = this.#placed(resolved, given);
    const isWhole =
      context.depth > DEEPEST ||
      this.#count > MOST_PARTS ||
      // What a temporal operator speaks about has a value in each state: that is told of the whole.
      context.at === 'each-state' ||
      context.at === 'each-step';
    const inner = expression.kind === 'apply' && !isWhole ? this.#inner(expression, context) : undefined;
    const sides = inner || isWhole ? undefined : this.#sides(resolved);
    return {
      form: 'leaf',
      expression: resolved,
      ...(expression.location && { location: expression.location }),
      ...(context.at && { at: context.at }),
      wanted: context.wanted,
      bound: [],
      parts: [],
      ...(sides && { sides }),
      ...inner,
    };
  }

  #sides(expression: Expression): readonly Expression[] | undefined {
    if (expression.kind !== 'apply') return undefined;
    const symbol = this.#structure.symbols.get(expression.operator);
    const isKnown = symbol && (symbol.kind !== 'definition' || STANDARD_MODULES.has(symbol.module));
    const count = isKnown ? RELATIONS.get(symbol.name) : undefined;
    return count === undefined ? undefined : expression.operands.slice(0, count);
  }

  /** What an application is made of; undefined where that says nothing. */
  #inner(expression: Apply, context: Context): Inner | undefined {
    const operator = operatorAt(expression, context.place, this.#structure);
    const deeper = { ...context, depth: context.depth + 1 };
    if (operator?.kind === 'definition') return this.#bodyOf(operator, expression, deeper);
    const name = operator?.name ?? '';
    if (CONNECTIVES.has(name))
      return {
        form: CONJUNCTIONS.has(name) ? 'all' : 'split',
        parts: this.#operands(expression, name, deeper),
      };
    if (name === '$BoundedForall' || name === '$BoundedExists') return this.#quantifier(expression, deeper);
    return this.#builtIn(name, expression, deeper) ?? this.#temporal(name, expression, deeper);
  }

  #builtIn(name: string, { operands }: Apply, context: Context): Inner | undefined {
    const [first, second] = operands;
    const inverted = { ...context, wanted: !context.wanted };
    if (!first) return undefined;
    if (name === '\\lnot' || name === '~') return { form: 'split', parts: [this.split(first, inverted)] };
    if (!second) return undefined;
    if (name === '=>')
      return { form: 'split', parts: [this.split(first, inverted), this.split(second, context)] };
    if (!context.at) return undefined;
    if (name === '$IfThenElse')
      return { form: 'if', parts: operands.map((operand) => this.split(operand, context)) };
    return name === '$SquareAct'
      ? { form: 'split', parts: [this.split(first, context), this.#unchanged(second, context)] }
      : undefined;
  }

  #quantifier(expression: Apply, context: Context): Inner | undefined {
    const { place } = context;
    const [body] = expression.operands;
    if (!body) return undefined;
    const inside = insideQuantifier(place, expression, this.#structure);
    const bound = inside.path
      .slice(place.path.length)
      .flatMap((element) => (element.kind === 'bound' ? [element.variable] : []));
    return { form: 'quantifier', parts: [this.split(body, { ...context, place: inside })], bound };
  }

  /** A part that no temporal operator is in gets the place where it is evaluated. */
  #placed(resolved: Expression, context: Context): Context {
    if (context.at || (resolved.level ?? 3) > 1) return context;
    return { ...context, at: context.isInside ? 'each-state' : 'first-state' };
  }

  /** The parts of a definition's body; undefined where to show it says nothing. */
  #bodyOf(definition: Definition, use: Apply, context: Context): Inner | undefined {
    const { place } = context;
    if (place.entered.includes(definition) || definition.recursive) return undefined;
    if (
      STANDARD_MODULES.has(definition.module) ||
      STANDARD_MODULES.has(definition.body.location?.module ?? '')
    )
      return undefined;
    const operands = use.operands.map((operand) => substitute(operand, place.environment, this.#structure));
    const inside = insideDefinition(place, { definition, operands }, this.#structure);
    const { body } = definition;
    const part =
      body.kind === 'substitute'
        ? this.split(body.body, {
            ...context,
            place: insideInstance(inside, definition, body, this.#structure),
          })
        : this.split(body, { ...context, place: inside });
    return this.#isList(part) ? { parts: part.parts, form: part.form } : { parts: [part], form: 'all' };
  }

  /** A list of conjuncts or disjuncts that is all that a definition has, is the definition. */
  #isList({ parts, expression }: FormulaPart): boolean {
    if (parts.length === 0 || expression.kind !== 'apply') return false;
    return CONNECTIVES.has(this.#structure.symbols.get(expression.operator)?.name ?? '');
  }

  /** Conjuncts of conjuncts are conjuncts. */
  #operands({ operands }: Apply, name: string, context: Context): readonly FormulaPart[] {
    const isSame = (other = ''): boolean =>
      [CONJUNCTIONS, DISJUNCTIONS].some((names) => names.has(name) && names.has(other));
    return operands.flatMap((operand) => {
      const part = this.split(operand, context);
      const inner =
        operand.kind === 'apply' ? operatorAt(operand, context.place, this.#structure)?.name : undefined;
      return part.parts.length > 0 && isSame(inner) ? part.parts : [part];
    });
  }

  /** `UNCHANGED v`, the other way to satisfy `[A]_v`. */
  #unchanged(subscript: Expression, { place, at, wanted }: Context): FormulaPart {
    return {
      form: 'leaf',
      expression: substitute(subscript, place.environment, this.#structure),
      isUnchanged: true,
      ...(subscript.location && { location: subscript.location }),
      ...(at && { at }),
      wanted,
      bound: [],
      parts: [],
    };
  }

  /** What a temporal operator speaks about, as far as states or steps of the trace show it. */
  #temporal(name: string, { operands }: Apply, context: Context): Inner | undefined {
    if (context.at || (name !== '[]' && name !== '<>' && name !== '~>')) return undefined;
    const parts = operands.flatMap((operand) => {
      const isStep =
        operand.kind === 'apply' &&
        operatorAt(operand, context.place, this.#structure)?.name === '$SquareAct';
      if (this.#kind === 'loop') {
        const at = isStep && { at: 'each-step' as const };
        return [this.split(operand, { ...context, isInside: true, ...at })];
      }
      const { level = 3 } = substitute(operand, context.place.environment, this.#structure);
      if (name !== '[]' || (!isStep && level > 1)) return [];
      return [this.split(operand, { ...context, at: isStep ? 'last-step' : 'last-state' })];
    });
    return { form: name === '[]' ? 'all' : 'split', parts };
  }
}
