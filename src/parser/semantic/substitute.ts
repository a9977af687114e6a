import { bindersIn } from './binders.ts';
import { definitionOf } from './definition-of.ts';
import { bind, qualify, ROOT, type Environment } from './environment.ts';
import type {
  BoundVariables,
  Definition,
  Expression,
  Level,
  ModuleStructure,
  Uid,
} from './module-structure.ts';

/**
 * The environment inside of a LET whose operators can be replaced by their bodies; `undefined` when one of them is
 * recursive, so that the LET has to stay.
 */
export function withLet(
  definitions: readonly Uid[],
  environment: Environment,
  structure: ModuleStructure,
): Environment | undefined {
  if (definitions.some((uid) => isRecursive(uid, structure))) return undefined;
  return { ...environment, inlined: new Set([...environment.inlined, ...definitions]) };
}

/** Whether a LET has to be replaced: its definitions use what the environment replaces. */
function mentions(
  definitions: readonly Uid[],
  environment: Environment,
  structure: ModuleStructure,
): boolean {
  if (environment.prefix !== undefined) return true;
  const { used } = bindersIn({ kind: 'let', definitions, body: { kind: 'at' } }, structure);
  return [...used].some((uid) => environment.values.has(uid) || environment.inlined.has(uid));
}

function isRecursive(uid: Uid, structure: ModuleStructure): boolean {
  const definition = definitionOf(structure, uid);
  if (!definition || definition.recursive) return true;
  const { body } = definition;
  return body.kind === 'apply' && structure.symbols.get(body.operator)?.name === '$RecursiveFcnSpec';
}

type Apply = Extract<Expression, { kind: 'apply' }>;

/** The expression with all symbols of the environment replaced. Bound variables keep their numbers: those are unique. */
export function substitute(
  expression: Expression,
  environment: Environment,
  structure: ModuleStructure,
): Expression {
  const go = (inner: Expression): Expression => substitute(inner, environment, structure);
  switch (expression.kind) {
    case 'apply':
      return substituteApply(expression, environment, structure);
    case 'let':
      return substituteLet(expression, environment, structure);
    case 'label':
      return { ...expression, body: go(expression.body) };
    case 'operator':
      return environment.values.get(expression.operator) ?? withOperator(expression, environment, structure);
    case 'substitute':
      return {
        ...expression,
        substitutions: expression.substitutions.map(({ symbol, value }) => ({ symbol, value: go(value) })),
        body: go(expression.body),
      };
    case 'number':
    case 'decimal':
    case 'string':
    case 'at':
    case 'unsupported':
      return expression;
  }
}

function substituteLet(
  expression: Extract<Expression, { kind: 'let' }>,
  environment: Environment,
  structure: ModuleStructure,
): Expression {
  const stays = !mentions(expression.definitions, environment, structure);
  const inside = stays ? undefined : withLet(expression.definitions, environment, structure);
  const body = substitute(expression.body, inside ?? environment, structure);
  return inside ? body : { ...expression, body };
}

function substituteApply(
  expression: Apply,
  environment: Environment,
  structure: ModuleStructure,
): Expression {
  const go = (inner: Expression): Expression => substitute(inner, environment, structure);
  const operands = expression.operands.map(go);
  const bound = expression.bound.map((group) => substituteBound(group, go));
  const value = environment.values.get(expression.operator);
  const level = highest([
    expression,
    ...operands,
    ...bound.flatMap(({ set }) => (set ? [set] : [])),
    ...(value ? [value] : []),
  ]);
  const leveled = level === undefined ? {} : { level };
  if (value?.kind === 'operator') return call(value.operator, operands, expression, structure, leveled);
  if (value) return { ...value, ...(expression.location ? { location: expression.location } : {}) };
  if (environment.inlined.has(expression.operator)) {
    const definition = definitionOf(structure, expression.operator);
    if (definition) return inline(definition, operands, environment, structure);
  }
  const { operator, leading } = qualify(expression.operator, environment, structure);
  return { ...expression, operator, operands: [...leading, ...operands], bound, ...leveled };
}

const substituteBound = (group: BoundVariables, go: (inner: Expression) => Expression): BoundVariables =>
  group.set ? { ...group, set: go(group.set) } : group;

/** A LAMBDA in the place of an operator parameter is applied by replacing its parameters. */
function call(
  operator: Uid,
  operands: readonly Expression[],
  expression: Apply,
  structure: ModuleStructure,
  leveled: { readonly level?: Level },
): Expression {
  const definition = definitionOf(structure, operator);
  if (definition?.name === 'LAMBDA') return inline(definition, operands, ROOT, structure);
  return { ...expression, operator, operands, ...leveled };
}

function inline(
  definition: Definition,
  operands: readonly Expression[],
  environment: Environment,
  structure: ModuleStructure,
): Expression {
  const values = bind(environment.values, definition.parameters, operands);
  return substitute(definition.body, { ...environment, values }, structure);
}

function withOperator(
  expression: Extract<Expression, { kind: 'operator' }>,
  environment: Environment,
  structure: ModuleStructure,
): Expression {
  const { operator, leading } = qualify(expression.operator, environment, structure);
  return leading.length > 0 ? expression : { ...expression, operator };
}

function highest(nodes: readonly Expression[]): Level | undefined {
  const levels = nodes.flatMap(({ level }) => level ?? []);
  return levels.length > 0 ? (Math.max(...levels) as Level) : undefined;
}
