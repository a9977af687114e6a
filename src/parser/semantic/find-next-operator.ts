import type { Definition, Expression, ModuleStructure } from './module-structure.ts';
import { definitionOf, rootDefinition } from './definition-of.ts';

/** Init and Next of a specification formula `Init /\ [][Next]_vars /\ ...`. */
export interface SpecificationParts {
  /** The conjuncts that speak about the first state. */
  readonly init: readonly Expression[];
  readonly next: Expression;
  /** The name of the operator that `next` is, when it is no more than its name. */
  readonly nextName?: string;
}

type Apply = Extract<Expression, { kind: 'apply' }>;

/**
 * Finds Init and Next in a specification formula of the root module, also through definitions.
 * `undefined` when there is no such operator, no `[][Next]_vars`, or more than one.
 */
export function findNextOperator(
  structure: ModuleStructure,
  specificationName: string,
): SpecificationParts | undefined {
  const specification = rootDefinition(structure, specificationName);
  if (!specification) return undefined;
  const init: Expression[] = [];
  const nexts: Expression[] = [];
  collect(specification.body, structure, [specification], { init, nexts });
  const [next] = nexts;
  if (!next || nexts.length > 1) return undefined;
  const nextName = next.kind === 'apply' ? definitionOf(structure, next.operator)?.name : undefined;
  return { init, next, ...(nextName === undefined ? {} : { nextName }) };
}

interface Found {
  readonly init: Expression[];
  readonly nexts: Expression[];
}

const CONJUNCTIONS: ReadonlySet<string | undefined> = new Set(['\\land', '$ConjList']);

function collect(
  expression: Expression,
  structure: ModuleStructure,
  entered: readonly Definition[],
  found: Found,
): void {
  if (expression.kind === 'label') return collect(expression.body, structure, entered, found);
  if ((expression.level ?? 3) < 2) {
    found.init.push(expression);
    return;
  }
  if (expression.kind !== 'apply') return;
  const operator = structure.symbols.get(expression.operator);
  if (operator?.kind === 'definition') {
    if (entered.includes(operator) || operator.parameters.length > 0) return;
    return collect(operator.body, structure, [...entered, operator], found);
  }
  if (CONJUNCTIONS.has(operator?.name)) {
    for (const operand of expression.operands) collect(operand, structure, entered, found);
    return;
  }
  const next = boxedAction(expression, structure);
  if (next) found.nexts.push(next);
}

/** `A` of `[][A]_v`. */
function boxedAction(expression: Apply, structure: ModuleStructure): Expression | undefined {
  const inner = expression.operands[0];
  if (structure.symbols.get(expression.operator)?.name !== '[]' || inner?.kind !== 'apply') return undefined;
  return structure.symbols.get(inner.operator)?.name === '$SquareAct' ? inner.operands[0] : undefined;
}
