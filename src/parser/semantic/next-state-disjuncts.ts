import type { SourceLocation } from '../../trace/index.ts';
import type { BoundVariable, NextStateDisjunct, ParameterBinding, PathElement } from './disjunct.ts';
import type { Definition, Expression, ModuleStructure, Uid } from './module-structure.ts';
import { bind, definitionOf, qualify, ROOT, substitute, type Environment } from './substitute.ts';

/** Where the walk is: what was entered and bound on the way. */
interface Place {
  readonly environment: Environment;
  readonly entered: readonly Definition[];
  /** The innermost definition with its arguments, as the root module calls it. */
  readonly current?: { readonly definition: Definition; readonly arguments: readonly ParameterBinding[] };
  readonly path: readonly PathElement[];
  /** Where TLC stopped to look inside, if it did. */
  readonly shownAs?: NextStateDisjunct['shownAs'];
}

type Apply = Extract<Expression, { kind: 'apply' }>;

/** TLC's name for an action below no definition. */
const NAMELESS = 'Action';

const DISJUNCTIONS: ReadonlySet<string> = new Set(['\\lor', '$DisjList']);
const DEFINED_BY_FUNCTION: ReadonlySet<string> = new Set(['$RecursiveFcnSpec']);

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
  const start: Place = { environment: ROOT, entered: [], path: [] };
  const leaves: NextStateDisjunct[] = [];
  const walker = new Walker(structure, leaves);
  if (typeof next !== 'string') walker.walk(next, start);
  else {
    const root = structure.modules.find(({ name }) => name === structure.rootModule);
    const definition = root?.definitions
      .map((uid) => definitionOf(structure, uid))
      .find((candidate) => candidate?.name === next);
    if (definition) walker.enter(definition, [], start);
  }
  return leaves;
}

class Walker {
  readonly #structure: ModuleStructure;
  readonly #leaves: NextStateDisjunct[];

  constructor(structure: ModuleStructure, leaves: NextStateDisjunct[]) {
    this.#structure = structure;
    this.#leaves = leaves;
  }

  walk(expression: Expression, place: Place): void {
    if (expression.kind === 'label') return this.walk(expression.body, place);
    if (expression.kind === 'let')
      return this.walk(expression.body, this.#withLet(expression.definitions, place));
    if (expression.kind === 'apply') return this.#walkApply(expression, place);
    this.#leaf(expression, place);
  }

  #walkApply(expression: Apply, place: Place): void {
    const operator = this.#operatorOf(expression, place);
    if (operator?.kind === 'definition') {
      const operands = expression.operands.map((operand) => this.#resolve(operand, place));
      if (place.entered.includes(operator)) return this.#leaf(expression, place);
      return this.enter(operator, operands, place, expression.location);
    }
    if (operator && DISJUNCTIONS.has(operator.name)) {
      for (const operand of expression.operands) this.walk(operand, place);
      return;
    }
    const [body] = expression.operands;
    if (operator?.name === '$BoundedExists' && body)
      return this.walk(body, this.#withBound(expression, place));
    this.#leaf(expression, place);
  }

  /** The operator that is applied; a parameter stands for the operator that it is bound to. */
  #operatorOf({ operator }: Apply, { environment }: Place) {
    const value = environment.values.get(operator);
    return this.#structure.symbols.get(value?.kind === 'operator' ? value.operator : operator);
  }

  enter(definition: Definition, operands: readonly Expression[], place: Place, use?: SourceLocation): void {
    const { environment } = place;
    const callable = this.#callable(definition, operands, environment);
    const values = bind(environment.values, definition.parameters, operands);
    const dependsOnState = operands.some(({ level }) => (level ?? 0) > 0);
    const name = callable.definition.name;
    const inside: Place = {
      ...place,
      environment: { ...environment, values },
      entered: [...place.entered, definition],
      current: callable,
      path: [
        ...place.path,
        { kind: 'parameters', definition: definition.uid, bindings: this.#pair(definition, operands) },
      ],
      ...(dependsOnState && !place.shownAs ? { shownAs: shown(name, use) } : {}),
    };
    const { body } = definition;
    if (body.kind !== 'substitute') return this.walk(body, inside);
    const substitutions = body.substitutions.map(({ symbol, value }) => ({
      symbol,
      value: this.#resolve(value, inside),
    }));
    const substituted = new Map([
      ...values,
      ...substitutions.map(({ symbol, value }) => [symbol, value] as const),
    ]);
    const prefix = definition.name.slice(0, definition.name.lastIndexOf('!') + 1);
    this.walk(body.body, {
      ...inside,
      path: [...inside.path, { kind: 'substitution', substitutions }],
      environment: {
        ...inside.environment,
        values: substituted,
        prefix: `${environment.prefix ?? ''}${prefix}`,
      },
      ...(inside.shownAs ? {} : { shownAs: shown(name, body.location) }),
    });
  }

  /** The definition and its arguments in the form in which the root module can write the call. */
  #callable(definition: Definition, operands: readonly Expression[], environment: Environment) {
    const { operator, leading } = qualify(definition.uid, environment, this.#structure);
    const qualified = definitionOf(this.#structure, operator) ?? definition;
    return { definition: qualified, arguments: this.#pair(qualified, [...leading, ...operands]) };
  }

  #pair(definition: Definition, operands: readonly Expression[]): readonly ParameterBinding[] {
    return definition.parameters.flatMap((parameter, i) => {
      const value = operands[i];
      return value ? [{ parameter, name: this.#structure.symbols.get(parameter)?.name ?? '', value }] : [];
    });
  }

  #withLet(definitions: readonly Uid[], place: Place): Place {
    const recursive = definitions.filter((uid) => this.#isRecursive(uid));
    const inlined = new Set([
      ...place.environment.inlined,
      ...definitions.filter((uid) => !recursive.includes(uid)),
    ]);
    const path: readonly PathElement[] =
      recursive.length > 0 ? [...place.path, { kind: 'let', definitions: recursive }] : place.path;
    return { ...place, path, environment: { ...place.environment, inlined } };
  }

  #isRecursive(uid: Uid): boolean {
    const definition = definitionOf(this.#structure, uid);
    if (!definition || definition.recursive) return true;
    const { body } = definition;
    const operator = body.kind === 'apply' ? this.#structure.symbols.get(body.operator)?.name : undefined;
    return operator !== undefined && DEFINED_BY_FUNCTION.has(operator);
  }

  #withBound(expression: Apply, place: Place): Place {
    const groups = expression.bound.flatMap(({ variables, tuple, set }) => {
      if (!set) return [];
      const resolved = this.#resolve(set, place);
      return variables.map((uid): BoundVariable => ({
        uid,
        name: this.#structure.symbols.get(uid)?.name ?? '',
        set: resolved,
        ...(tuple ? { tuple: variables } : {}),
      }));
    });
    const dependsOnState = groups.some(({ set }) => (set.level ?? 0) > 0);
    const name = place.current?.definition.name ?? NAMELESS;
    return {
      ...place,
      path: [...place.path, ...groups.map((variable) => ({ kind: 'bound', variable }) as const)],
      ...(dependsOnState && !place.shownAs ? { shownAs: shown(name, expression.location) } : {}),
    };
  }

  #isInRoot({ uid }: Definition): boolean {
    const { modules, rootModule } = this.#structure;
    return modules.some(({ name, definitions }) => name === rootModule && definitions.includes(uid));
  }

  #resolve(expression: Expression, { environment }: Place): Expression {
    return substitute(expression, environment, this.#structure);
  }

  #leaf(expression: Expression, place: Place): void {
    const { current, path } = place;
    const callable = current && this.#isInRoot(current.definition) ? current.definition.name : undefined;
    const name = current?.definition.name ?? NAMELESS;
    const innermost = place.entered.at(-1);
    this.#leaves.push({
      name,
      ...(current ? { definition: current.definition.uid } : {}),
      ...(callable === undefined ? {} : { qualifiedName: callable }),
      isWholeDefinition: innermost !== undefined && wholeBody(innermost.body) === expression,
      arguments: current?.arguments ?? [],
      path,
      bound: path.flatMap((element) => (element.kind === 'bound' ? [element.variable] : [])),
      ...(expression.location ? { location: expression.location } : {}),
      expression: this.#resolve(expression, place),
      shownAs: place.shownAs ?? shown(name, expression.location),
    });
  }
}

/** The expression that a definition is, without the wrapping of an instance or a label. */
function wholeBody(body: Expression): Expression {
  if (body.kind === 'label' || body.kind === 'substitute') return wholeBody(body.body);
  return body;
}

const shown = (name: string, location: SourceLocation | undefined): NextStateDisjunct['shownAs'] => ({
  name,
  ...(location ? { location } : {}),
});
