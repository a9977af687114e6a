import type { SourceLocation } from '../../trace/index.ts';
import { rootDefinition } from './definition-of.ts';
import type { PathElement } from './disjunct.ts';
import type { Expression, ModuleStructure } from './module-structure.ts';
import { insideDefinition, insideInstance, insideLet, insideQuantifier, START, type Place } from './place.ts';
import { substitute } from './substitute.ts';

/** `WF_v(A)` or `SF_v(A)`; both expressions can be read in the root module, with the variables of `path` free. */
export interface FairnessCondition {
  readonly kind: 'WF' | 'SF';
  readonly action: Expression;
  readonly subscript: Expression;
  readonly path: readonly PathElement[];
  readonly location?: SourceLocation;
}

/** What fairness a specification formula asks for. */
export interface SpecificationFairness {
  readonly conditions: readonly FairnessCondition[];
  /** Places of conjuncts with another temporal formula than `[][A]_v` and fairness. */
  readonly others: readonly SourceLocation[];
}

const CONJUNCTIONS: ReadonlySet<string | undefined> = new Set(['\\land', '$ConjList']);

/** The fairness conditions among the conjuncts of a specification formula, also in definitions and under `\A`. */
export function fairnessConditions(structure: ModuleStructure, specification: string): SpecificationFairness {
  const conditions: FairnessCondition[] = [];
  const others: SourceLocation[] = [];
  const collect = (expression: Expression, place: Place): void => {
    if (expression.kind === 'label') return collect(expression.body, place);
    if (expression.kind === 'let')
      return collect(expression.body, insideLet(place, expression.definitions, structure));
    const resolved = substitute(expression, place.environment, structure);
    if (expression.kind !== 'apply' || (resolved.level ?? 3) < 3) return;
    const operator = structure.symbols.get(expression.operator);
    const [first, second] = expression.operands;
    if (operator?.kind === 'definition' && !place.entered.includes(operator)) {
      const operands = expression.operands.map((operand) =>
        substitute(operand, place.environment, structure),
      );
      const inside = insideDefinition(place, { definition: operator, operands }, structure);
      const { body } = operator;
      if (body.kind === 'substitute')
        return collect(body.body, insideInstance(inside, operator, body, structure));
      return collect(body, inside);
    }
    const name = operator?.name;
    if (CONJUNCTIONS.has(name)) return expression.operands.forEach((operand) => collect(operand, place));
    if (name === '$BoundedForall' && first)
      return collect(first, insideQuantifier(place, expression, structure));
    if ((name === '$WF' || name === '$SF') && first && second) {
      conditions.push({
        kind: name === '$WF' ? 'WF' : 'SF',
        subscript: substitute(first, place.environment, structure),
        action: substitute(second, place.environment, structure),
        path: place.path,
        ...(expression.location && { location: expression.location }),
      });
      return;
    }
    const isBoxed = name === '[]' && first?.kind === 'apply';
    if (isBoxed && structure.symbols.get(first.operator)?.name === '$SquareAct') return;
    if (expression.location) others.push(expression.location);
  };
  const definition = rootDefinition(structure, specification);
  if (definition) collect(definition.body, { ...START, entered: [definition] });
  return { conditions, others };
}
