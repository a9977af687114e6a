import type { Expression, ModuleStructure, NextStateDisjunct } from '../parser/index.ts';
import type { SourceLocation } from '../trace/index.ts';

/**
 * Where disjuncts stand that are in no operator but the next-state relation itself, one for each disjunct: all that is known of
 * them is the name of that relation. A relation that is a single action has its name rightly.
 */
export function unnamedDisjuncts(
  disjuncts: readonly NextStateDisjunct[],
  structure: ModuleStructure,
): readonly (SourceLocation | undefined)[] {
  return disjuncts.map((disjunct) => {
    const isAlone = disjuncts.length === 1 && !hasActionsInside(disjunct.expression, structure);
    return isUnnamed(disjunct) && !isAlone ? disjunct.location : undefined;
  });
}

/** Each definition that was entered on the way has its parameters on the path; the first is the relation. */
const isUnnamed = ({ path }: NextStateDisjunct): boolean =>
  path.filter(({ kind }) => kind === 'parameters').length <= 1;

const BRANCHES: ReadonlySet<string> = new Set(['\\lor', '$DisjList', '$IfThenElse', '$Case']);

/** Whether an expression uses operators that are actions, or has several ways to be true. */
function hasActionsInside(expression: Expression, structure: ModuleStructure): boolean {
  if ((expression.level ?? 0) < 2) return false;
  if (expression.kind === 'let' || expression.kind === 'label')
    return hasActionsInside(expression.body, structure);
  if (expression.kind !== 'apply') return false;
  const operator = structure.symbols.get(expression.operator);
  return (
    operator?.kind === 'definition' ||
    BRANCHES.has(operator?.name ?? '') ||
    expression.operands.some((operand) => hasActionsInside(operand, structure))
  );
}
