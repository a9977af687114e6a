import { definitionOf, rootDefinition } from './definition-of.ts';
import type { Expression, ModuleStructure, Uid } from './module-structure.ts';

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
  const qualified = rootDefinition(structure, `${prefix}${definition.name}`);
  if (!qualified) return { operator: uid, leading: [] };
  const own = qualified.parameters.length - definition.parameters.length;
  const leading = qualified.parameters.slice(0, own).flatMap((parameter) => values.get(parameter) ?? []);
  return { operator: qualified.uid, leading };
}
