import type { SourceLocation } from '../../trace/index.ts';
import { rootDefinition } from './definition-of.ts';
import type { PathElement } from './disjunct.ts';
import type { Definition, Expression, ModuleStructure } from './module-structure.ts';
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
  const definition = rootDefinition(structure, specification);
  const collector = new Collector(structure);
  if (definition) collector.collect(definition.body, { ...START, entered: [definition] });
  return collector;
}

type Apply = Extract<Expression, { kind: 'apply' }>;

class Collector implements SpecificationFairness {
  readonly conditions: FairnessCondition[] = [];
  readonly others: SourceLocation[] = [];
  readonly #structure: ModuleStructure;

  constructor(structure: ModuleStructure) {
    this.#structure = structure;
  }

  collect(expression: Expression, place: Place): void {
    if (expression.kind === 'label') return this.collect(expression.body, place);
    if (expression.kind === 'let')
      return this.collect(expression.body, insideLet(place, expression.definitions, this.#structure));
    if (expression.kind !== 'apply' || (this.#resolve(expression, place).level ?? 3) < 3) return;
    const operator = this.#structure.symbols.get(expression.operator);
    if (operator?.kind === 'definition' && !place.entered.includes(operator))
      return this.#collectDefinition(operator, expression, place);
    this.#collectBuiltIn(operator?.name, expression, place);
  }

  #collectBuiltIn(name: string | undefined, expression: Apply, place: Place): void {
    const [first] = expression.operands;
    if (CONJUNCTIONS.has(name)) for (const operand of expression.operands) this.collect(operand, place);
    else if (name === '$BoundedForall' && first)
      this.collect(first, insideQuantifier(place, expression, this.#structure));
    else if (name === '$WF' || name === '$SF') this.#add(name === '$WF' ? 'WF' : 'SF', expression, place);
    else if (!this.#isBoxedAction(name, first) && expression.location) this.others.push(expression.location);
  }

  #collectDefinition(definition: Definition, use: Apply, place: Place): void {
    const operands = use.operands.map((operand) => this.#resolve(operand, place));
    const inside = insideDefinition(place, { definition, operands }, this.#structure);
    const { body } = definition;
    if (body.kind !== 'substitute') this.collect(body, inside);
    else this.collect(body.body, insideInstance(inside, definition, body, this.#structure));
  }

  #add(kind: FairnessCondition['kind'], { operands, location }: Apply, place: Place): void {
    const [subscript, action] = operands;
    if (!subscript || !action) return;
    this.conditions.push({
      kind,
      subscript: this.#resolve(subscript, place),
      action: this.#resolve(action, place),
      path: place.path,
      ...(location && { location }),
    });
  }

  #isBoxedAction(name: string | undefined, inner: Expression | undefined): boolean {
    if (name !== '[]' || inner?.kind !== 'apply') return false;
    return this.#structure.symbols.get(inner.operator)?.name === '$SquareAct';
  }

  #resolve = (expression: Expression, { environment }: Place): Expression =>
    substitute(expression, environment, this.#structure);
}
