import type { SourceLocation } from '../../trace/index.ts';
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

/**
 * What decides whether an action is possible in a state. `test` is a state formula: a conjunct of the guard. `update` speaks
 * about the next state, and is taken to be possible. All expressions can be read in the root module.
 */
export type ActionPart =
  | { readonly kind: 'test'; readonly expression: Expression; readonly location?: SourceLocation }
  | { readonly kind: 'update'; readonly expression: Expression; readonly location?: SourceLocation }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly ActionPart[] }
  | {
      readonly kind: 'if';
      readonly condition: Extract<ActionPart, { kind: 'test' }>;
      readonly branches: readonly [whenTrue: ActionPart, whenFalse: ActionPart];
    }
  | { readonly kind: 'some'; readonly bound: readonly BoundVariable[]; readonly part: ActionPart };

/**
 * Splits an action into the conjuncts of its guard and its updates: through conjunctions, disjunctions, IF, bounded `\E`, LET,
 * and definitions, also of instances. In the order of TLC's evaluation.
 * @param action An expression that can be read in the root module.
 * @param inlined Definitions that nobody but their module can call: their bodies stand for them.
 */
export const actionParts = (
  action: Expression,
  structure: ModuleStructure,
  inlined: ReadonlySet<Uid> = new Set(),
): ActionPart => split(action, { ...START, environment: { ...START.environment, inlined } }, structure);

type Apply = Extract<Expression, { kind: 'apply' }>;
type Leaf = Extract<ActionPart, { kind: 'test' | 'update' }>;

const CONJUNCTIONS: ReadonlySet<string> = new Set(['\\land', '$ConjList']);
const DISJUNCTIONS: ReadonlySet<string> = new Set(['\\lor', '$DisjList']);

function split(expression: Expression, place: Place, structure: ModuleStructure): ActionPart {
  if (expression.kind === 'label') return split(expression.body, place, structure);
  if (expression.kind === 'let') {
    const inside = insideLet(place, expression.definitions, structure);
    // A LET that nothing can replace has to stay around its body.
    if (inside.path.length === place.path.length) return split(expression.body, inside, structure);
  }
  const whole = leaf(expression, place, structure);
  return expression.kind === 'apply' ? (splitApply(expression, place, structure, whole) ?? whole) : whole;
}

/** Undefined where an application is a part of its own. */
function splitApply(
  expression: Apply,
  place: Place,
  structure: ModuleStructure,
  whole: Leaf,
): ActionPart | undefined {
  const operator = operatorAt(expression, place, structure);
  if (operator?.kind === 'definition') return insideOf(operator, expression, place, structure);
  const name = operator?.name ?? '';
  const parts = (): readonly ActionPart[] =>
    expression.operands.map((operand) => split(operand, place, structure));
  if (CONJUNCTIONS.has(name)) return { kind: 'all', parts: parts().flatMap(conjuncts) };
  if (whole.kind === 'test') return undefined;
  if (DISJUNCTIONS.has(name)) return { kind: 'any', parts: parts() };
  if (name === '$IfThenElse') return splitIf(expression, place, structure);
  return name === '$BoundedExists' ? splitExists(expression, place, structure) : undefined;
}

function splitIf({ operands }: Apply, place: Place, structure: ModuleStructure): ActionPart | undefined {
  const [first, second, third] = operands;
  const condition = first && leaf(first, place, structure);
  if (condition?.kind !== 'test' || !second || !third) return undefined;
  return {
    kind: 'if',
    condition,
    branches: [split(second, place, structure), split(third, place, structure)],
  };
}

function splitExists(expression: Apply, place: Place, structure: ModuleStructure): ActionPart | undefined {
  const [body] = expression.operands;
  if (!body) return undefined;
  const inside = insideQuantifier(place, expression, structure);
  const bound = inside.path
    .slice(place.path.length)
    .flatMap((element) => (element.kind === 'bound' ? [element.variable] : []));
  return { kind: 'some', bound, part: split(body, inside, structure) };
}

/** Conjuncts of conjuncts are conjuncts. */
const conjuncts = (part: ActionPart): readonly ActionPart[] => (part.kind === 'all' ? part.parts : [part]);

function leaf(expression: Expression, { environment }: Place, structure: ModuleStructure): Leaf {
  const resolved = substitute(expression, environment, structure);
  const place = expression.location && { location: expression.location };
  return (resolved.level ?? 0) <= 1
    ? { kind: 'test', expression: resolved, ...place }
    : { kind: 'update', expression: resolved, ...place };
}

/** What the body of a definition is made of; undefined where it is a state formula that is no conjunction. */
function insideOf(
  definition: Definition,
  use: Apply,
  place: Place,
  structure: ModuleStructure,
): ActionPart | undefined {
  if (place.entered.includes(definition) || definition.recursive) return undefined;
  if (STANDARD_MODULES.has(definition.module)) return undefined;
  const operands = use.operands.map((operand) => substitute(operand, place.environment, structure));
  const inside = insideDefinition(place, { definition, operands }, structure);
  const { body } = definition;
  const part =
    body.kind === 'substitute'
      ? split(body.body, insideInstance(inside, definition, body, structure), structure)
      : split(body, inside, structure);
  return part.kind === 'test' ? undefined : part;
}
