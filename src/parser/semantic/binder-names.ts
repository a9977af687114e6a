import type { Expression, ModuleStructure, Uid } from './module-structure.ts';
import { definitionOf } from './substitute.ts';

/** The text that stands for a symbol; `undefined` keeps its own name. */
export type Rename = (uid: Uid) => string | undefined;

const IDENTIFIER = /[A-Za-z0-9_]+/g;

/**
 * Names for the variables that an expression binds. SANY sees to it that no name is bound twice, but an expression
 * in which others were put in the place of parameters may bind a name that they use: then it gets its number.
 */
export function createBinderNames(
  expression: Expression,
  structure: ModuleStructure,
  rename: Rename,
): Rename {
  const bound = new Set<Uid>();
  const used = new Set<Uid>();
  const taken = new Map<string, Uid | undefined>();
  const visit = (node: Expression): void => {
    for (const uid of boundBy(node, structure)) bound.add(uid);
    if (node.kind === 'apply' || node.kind === 'operator') used.add(node.operator);
    for (const inner of partsOf(node, structure)) visit(inner);
  };
  visit(expression);
  for (const uid of rootSymbols(structure)) taken.set(structure.symbols.get(uid)?.name ?? '', undefined);
  for (const uid of used) {
    if (bound.has(uid) || structure.symbols.get(uid)?.kind !== 'parameter') continue;
    const text = rename(uid) ?? structure.symbols.get(uid)?.name ?? '';
    for (const [name] of text.matchAll(IDENTIFIER)) taken.set(name, uid);
  }
  const names = new Map<Uid, string>();
  for (const uid of [...bound].sort((a, b) => a - b)) {
    const wanted = rename(uid) ?? structure.symbols.get(uid)?.name ?? '';
    const free = !taken.has(wanted) || rename(uid) !== undefined;
    names.set(uid, free ? wanted : `${wanted}_${uid}`);
  }
  return (uid) => names.get(uid) ?? rename(uid);
}

function rootSymbols(structure: ModuleStructure): readonly Uid[] {
  const root = structure.modules.find(({ name }) => name === structure.rootModule);
  return root ? [...root.constants, ...root.variables, ...root.definitions] : [];
}

function boundBy(node: Expression, structure: ModuleStructure): readonly Uid[] {
  if (node.kind === 'apply') {
    // The name of a function that is defined recursively is bound to itself.
    const isRecursive = structure.symbols.get(node.operator)?.name === '$RecursiveFcnSpec';
    return node.bound
      .filter(({ set }) => set !== undefined || !isRecursive)
      .flatMap(({ variables }) => variables);
  }
  if (node.kind === 'let')
    return node.definitions.flatMap((uid) => definitionOf(structure, uid)?.parameters ?? []);
  if (node.kind === 'operator' && isLambda(node.operator, structure)) {
    return definitionOf(structure, node.operator)?.parameters ?? [];
  }
  return [];
}

/** Whether the operator was written as LAMBDA. */
export const isLambda = (uid: Uid, structure: ModuleStructure): boolean =>
  definitionOf(structure, uid)?.name === 'LAMBDA';

/** The expressions that are written inside of another one. */
function partsOf(node: Expression, structure: ModuleStructure): readonly Expression[] {
  const bodyOf = (uid: Uid): readonly Expression[] => {
    const definition = definitionOf(structure, uid);
    return definition ? [definition.body] : [];
  };
  switch (node.kind) {
    case 'apply':
      return [...node.operands, ...node.bound.flatMap(({ set }) => set ?? [])];
    case 'let':
      return [node.body, ...node.definitions.flatMap(bodyOf)];
    case 'operator':
      return isLambda(node.operator, structure) ? bodyOf(node.operator) : [];
    case 'label':
      return [node.body];
    case 'substitute':
      return [node.body, ...node.substitutions.map(({ value }) => value)];
    case 'number':
    case 'decimal':
    case 'string':
    case 'at':
    case 'unsupported':
      return [];
  }
}
