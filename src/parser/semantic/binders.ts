import type { BoundVariables, Definition, Expression, ModuleStructure, Uid } from './module-structure.ts';
import { definitionOf } from './definition-of.ts';

/** The variables that are bound in an expression, each with those bound around it, and all symbols that it uses. */
export interface Binders {
  readonly bound: ReadonlyMap<Uid, ReadonlySet<Uid>>;
  readonly used: ReadonlySet<Uid>;
}

/** Whether the operator was written as LAMBDA. */
export const isLambda = (uid: Uid, structure: ModuleStructure): boolean =>
  definitionOf(structure, uid)?.name === 'LAMBDA';

/** Looks through an expression with the LAMBDAs and LETs that are written in it. */
export function bindersIn(expression: Expression, structure: ModuleStructure): Binders {
  const bound = new Map<Uid, Set<Uid>>();
  const used = new Set<Uid>();

  const bind = (uids: readonly Uid[], scope: readonly Uid[]): readonly Uid[] => {
    for (const uid of uids) bound.set(uid, new Set([...(bound.get(uid) ?? []), ...scope]));
    return uids.length > 0 ? [...scope, ...uids] : scope;
  };
  const visitDefinition = (definition: Definition | undefined, scope: readonly Uid[]): void => {
    if (definition) visit(definition.body, bind(definition.parameters, scope));
  };
  const visit = (node: Expression, scope: readonly Uid[]): void => {
    if (node.kind === 'apply') {
      used.add(node.operator);
      for (const { set } of node.bound) if (set) visit(set, scope);
      const inside = bind(variablesOf(node.bound, structure.symbols.get(node.operator)?.name), scope);
      for (const operand of node.operands) visit(operand, inside);
    } else if (node.kind === 'let') {
      for (const uid of node.definitions) visitDefinition(definitionOf(structure, uid), scope);
      visit(node.body, scope);
    } else if (node.kind === 'operator') {
      used.add(node.operator);
      if (isLambda(node.operator, structure)) visitDefinition(definitionOf(structure, node.operator), scope);
    } else if (node.kind === 'label') visit(node.body, scope);
  };
  visit(expression, []);
  return { bound, used };
}

/** The name of a function that is defined recursively is bound to the function itself: it is no new one. */
const variablesOf = (groups: readonly BoundVariables[], operator: string | undefined): readonly Uid[] =>
  groups
    .filter(({ set }) => set !== undefined || operator !== '$RecursiveFcnSpec')
    .flatMap(({ variables }) => variables);
