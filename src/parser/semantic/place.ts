import type { SourceLocation } from '../../trace/index.ts';
import { definitionOf } from './definition-of.ts';
import type { BoundVariable, NextStateDisjunct, ParameterBinding, PathElement } from './disjunct.ts';
import { bind, qualify, ROOT, type Environment } from './environment.ts';
import type { Definition, Expression, ModuleStructure, SemanticSymbol, Uid } from './module-structure.ts';
import { substitute, withLet } from './substitute.ts';

/** Where the walk from Next to its disjuncts is: what was entered and bound on the way. */
export interface Place {
  readonly environment: Environment;
  readonly entered: readonly Definition[];
  /** The innermost definition with its arguments, as the root module calls it. */
  readonly current?: { readonly definition: Definition; readonly arguments: readonly ParameterBinding[] };
  readonly path: readonly PathElement[];
  /** The header of TLC, once it is known: where TLC stops to look inside. */
  readonly shownAs?: NextStateDisjunct['shownAs'];
}

/** The place of Next itself. */
export const START: Place = { environment: ROOT, entered: [], path: [] };

/** TLC's name for an action below no definition. */
const NAMELESS = 'Action';

/** The header of an expression at a place. */
export const header = (place: Place, location: SourceLocation | undefined): NextStateDisjunct['shownAs'] =>
  place.shownAs ?? { name: nameOf(place), ...(location ? { location } : {}) };

/** The name of the innermost definition. */
export const nameOf = ({ current }: Place): string => current?.definition.name ?? NAMELESS;

/** Below this place all has the header of `location` if TLC cannot look inside, because the state decides. */
const stopTlc = (place: Place, stops: boolean, location: SourceLocation | undefined): Place =>
  stops ? { ...place, shownAs: header(place, location) } : place;

const dependsOnState = ({ level }: Expression): boolean => (level ?? 0) > 0;

/** The place inside of a quantifier. */
export function insideQuantifier(
  place: Place,
  expression: Extract<Expression, { kind: 'apply' }>,
  structure: ModuleStructure,
): Place {
  const variables = expression.bound.flatMap(({ variables: group, tuple, set }) => {
    if (!set) return [];
    const resolved = substitute(set, place.environment, structure);
    return group.map((uid): BoundVariable => ({
      uid,
      name: structure.symbols.get(uid)?.name ?? '',
      set: resolved,
      ...(tuple ? { tuple: group } : {}),
    }));
  });
  const path = variables.map((variable) => ({ kind: 'bound', variable }) as const);
  const stops = variables.some(({ set }) => dependsOnState(set));
  return { ...stopTlc(place, stops, expression.location), path: [...place.path, ...path] };
}

/** The place inside of a LET. */
export function insideLet(place: Place, definitions: readonly Uid[], structure: ModuleStructure): Place {
  const environment = withLet(definitions, place.environment, structure);
  if (environment) return { ...place, environment };
  return { ...place, path: [...place.path, { kind: 'let', definitions }] };
}

/** A use of a definition; `operands` are in terms of the root module. */
export interface Use {
  readonly definition: Definition;
  readonly operands: readonly Expression[];
  readonly location?: SourceLocation | undefined;
}

/** The place in the body of a definition, behind its parameters; the body of an instance is entered separately. */
export function insideDefinition(
  place: Place,
  { definition, operands, location }: Use,
  structure: ModuleStructure,
): Place {
  const { operator, leading } = qualify(definition.uid, place.environment, structure);
  const callable = definitionOf(structure, operator) ?? definition;
  const pair = (called: Definition, values: readonly Expression[]): readonly ParameterBinding[] =>
    called.parameters.flatMap((parameter, i) => {
      const value = values[i];
      return value ? [{ parameter, name: structure.symbols.get(parameter)?.name ?? '', value }] : [];
    });
  const inside: Place = {
    ...place,
    environment: {
      ...place.environment,
      values: bind(place.environment.values, definition.parameters, operands),
    },
    entered: [...place.entered, definition],
    current: { definition: callable, arguments: pair(callable, [...leading, ...operands]) },
    path: [
      ...place.path,
      { kind: 'parameters', definition: definition.uid, bindings: pair(definition, operands) },
    ],
  };
  return stopTlc(inside, operands.some(dependsOnState), location);
}

/** The place in the instantiated module, where the declared symbols stand for the expressions of the instance. */
export function insideInstance(
  place: Place,
  definition: Definition,
  instance: Extract<Expression, { kind: 'substitute' }>,
  structure: ModuleStructure,
): Place {
  const { environment } = place;
  const substitutions = instance.substitutions.map(({ symbol, value }) => ({
    symbol,
    value: substitute(value, environment, structure),
  }));
  const symbols = substitutions.map(({ symbol }) => symbol);
  const values = bind(
    environment.values,
    symbols,
    substitutions.map(({ value }) => value),
  );
  const prefix = definition.name.slice(0, definition.name.lastIndexOf('!') + 1);
  return {
    ...stopTlc(place, true, instance.location),
    environment: { ...environment, values, prefix: `${environment.prefix ?? ''}${prefix}` },
    path: [...place.path, { kind: 'substitution', substitutions }],
  };
}

/** The operator that is applied; a parameter stands for the operator that it is bound to. */
export function operatorAt(
  { operator }: Extract<Expression, { kind: 'apply' }>,
  { environment }: Place,
  structure: ModuleStructure,
): SemanticSymbol | undefined {
  const value = environment.values.get(operator);
  return structure.symbols.get(value?.kind === 'operator' ? value.operator : operator);
}
