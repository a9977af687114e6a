import type {
  BoundVariables,
  Definition,
  Expression,
  Level,
  ModuleStructure,
  Uid,
} from './module-structure.ts';

/** What stands for the symbols of a definition at the place where it is used. */
export interface Environment {
  /** Parameters, and declared symbols of an instance; the values are in terms of the root module. */
  readonly values: ReadonlyMap<Uid, Expression>;
  /** Operators of a LET that are replaced by their bodies. */
  readonly inlined: ReadonlySet<Uid>;
  /** The way to the instance, such as `M!`, or empty for one without a name; missing in the root module itself. */
  readonly prefix?: string;
}

/** The environment of the root module. */
export const ROOT: Environment = { values: new Map(), inlined: new Set() };

/** The definition behind a number, if it is one. */
export function definitionOf(structure: ModuleStructure, uid: Uid): Definition | undefined {
  const symbol = structure.symbols.get(uid);
  return symbol?.kind === 'definition' ? symbol : undefined;
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

/** The values together with those of more parameters. */
export function bind(
  values: ReadonlyMap<Uid, Expression>,
  parameters: readonly Uid[],
  operands: readonly Expression[],
): ReadonlyMap<Uid, Expression> {
  const more = new Map(values);
  parameters.forEach((parameter, i) => {
    const operand = operands[i];
    if (operand) more.set(parameter, operand);
  });
  return more;
}

/** An operator of an instantiated module under the name that the root module has for it, with the instance's arguments. */
export function qualify(
  uid: Uid,
  { prefix, values }: Environment,
  structure: ModuleStructure,
): { readonly operator: Uid; readonly leading: readonly Expression[] } {
  const definition = prefix === undefined ? undefined : definitionOf(structure, uid);
  const root = structure.modules.find(({ name }) => name === structure.rootModule);
  if (!definition || !root || root.definitions.includes(uid)) return { operator: uid, leading: [] };
  const wanted = `${prefix}${definition.name}`;
  const qualified = root.definitions
    .map((candidate) => definitionOf(structure, candidate))
    .find((candidate) => candidate?.name === wanted);
  if (!qualified) return { operator: uid, leading: [] };
  const own = qualified.parameters.length - definition.parameters.length;
  const leading = qualified.parameters.slice(0, own).flatMap((parameter) => values.get(parameter) ?? []);
  return { operator: qualified.uid, leading };
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
