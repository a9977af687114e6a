import { rootDefinition } from './definition-of.ts';
import type { NextStateDisjunct } from './disjunct.ts';
import type { Expression, ModuleStructure } from './module-structure.ts';
import {
  header,
  insideDefinition,
  insideInstance,
  insideLet,
  insideQuantifier,
  nameOf,
  operatorAt,
  START,
  type Place,
  type Use,
} from './place.ts';
import { substitute } from './substitute.ts';

/**
 * The disjuncts of a next-state relation: through disjunctions, bounded `\E`, LET, labels, instances, and definitions.
 * It follows TLC's `Tool.getActions`, but also goes on where TLC stops because a set depends on the state. A recursive
 * use of a definition is a disjunct of its own.
 * @param next The operator's name in the root module, or an expression; empty when there is no such operator.
 */
export function nextStateDisjuncts(
  structure: ModuleStructure,
  next: string | Expression,
): readonly NextStateDisjunct[] {
  if (typeof next !== 'string') return disjunctsOf(next, START, structure);
  const definition = rootDefinition(structure, next);
  return definition ? disjunctsOfUse({ definition, operands: [] }, START, structure) : [];
}

type Apply = Extract<Expression, { kind: 'apply' }>;

const DISJUNCTIONS: ReadonlySet<string> = new Set(['\\lor', '$DisjList']);

function disjunctsOf(
  expression: Expression,
  place: Place,
  structure: ModuleStructure,
): readonly NextStateDisjunct[] {
  if (expression.kind === 'label') return disjunctsOf(expression.body, place, structure);
  if (expression.kind === 'let') {
    return disjunctsOf(expression.body, insideLet(place, expression.definitions, structure), structure);
  }
  if (expression.kind === 'apply') return disjunctsOfApply(expression, place, structure);
  return [leaf(expression, place, structure)];
}

function disjunctsOfApply(
  expression: Apply,
  place: Place,
  structure: ModuleStructure,
): readonly NextStateDisjunct[] {
  const operator = operatorAt(expression, place, structure);
  if (operator?.kind === 'definition' && !place.entered.includes(operator)) {
    const operands = expression.operands.map((operand) => substitute(operand, place.environment, structure));
    return disjunctsOfUse(
      { definition: operator, operands, location: expression.location },
      place,
      structure,
    );
  }
  if (operator?.kind === 'builtin' && DISJUNCTIONS.has(operator.name)) {
    return expression.operands.flatMap((operand) => disjunctsOf(operand, place, structure));
  }
  const [body] = expression.operands;
  if (operator?.name === '$BoundedExists' && body) {
    return disjunctsOf(body, insideQuantifier(place, expression, structure), structure);
  }
  return [leaf(expression, place, structure)];
}

function disjunctsOfUse(use: Use, place: Place, structure: ModuleStructure): readonly NextStateDisjunct[] {
  const inside = insideDefinition(place, use, structure);
  const { body } = use.definition;
  if (body.kind !== 'substitute') return disjunctsOf(body, inside, structure);
  return disjunctsOf(body.body, insideInstance(inside, use.definition, body, structure), structure);
}

function leaf(expression: Expression, place: Place, structure: ModuleStructure): NextStateDisjunct {
  const { current, path, entered } = place;
  const innermost = entered.at(-1);
  const isCallable = current && rootDefinition(structure, current.definition.name) === current.definition;
  return {
    name: nameOf(place),
    ...(current ? { definition: current.definition.uid } : {}),
    ...(isCallable ? { qualifiedName: current.definition.name } : {}),
    isWholeDefinition: innermost !== undefined && wholeBody(innermost.body) === expression,
    arguments: current?.arguments ?? [],
    path,
    bound: path.flatMap((element) => (element.kind === 'bound' ? [element.variable] : [])),
    ...(expression.location ? { location: expression.location } : {}),
    expression: substitute(expression, place.environment, structure),
    shownAs: header(place, expression.location),
  };
}

/** The expression that a definition is, without the wrapping of an instance, a label, or a LET. */
function wholeBody(body: Expression): Expression {
  const isWrapped = body.kind === 'label' || body.kind === 'substitute' || body.kind === 'let';
  return isWrapped ? wholeBody(body.body) : body;
}
