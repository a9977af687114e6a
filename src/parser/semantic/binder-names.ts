import { bindersIn } from './binders.ts';
import type { Expression, ModuleStructure, Uid } from './module-structure.ts';

/** The text that stands for a symbol; `undefined` keeps its own name. */
export type Rename = (uid: Uid) => string | undefined;

/** Names for an expression, or what makes it impossible to give them. */
export interface BinderNames {
  readonly rename: Rename;
  readonly impossible?: string;
}

const IDENTIFIER = /[A-Za-z0-9_]+/g;

/**
 * Names for the variables that an expression binds. SANY sees to it that no name is bound twice, but an expression
 * in which others were put in the place of parameters may bind a name that they use: then it gets its number.
 */
export function createBinderNames(
  expression: Expression,
  structure: ModuleStructure,
  rename: Rename,
): BinderNames {
  const nameOf = (uid: Uid): string => rename(uid) ?? structure.symbols.get(uid)?.name ?? '';
  const { bound, used } = bindersIn(expression, structure);
  const taken = rootNames(structure);
  for (const uid of used) {
    if (bound.has(uid) || structure.symbols.get(uid)?.kind !== 'parameter') continue;
    for (const [name] of nameOf(uid).matchAll(IDENTIFIER)) taken.add(name);
  }
  const names = new Map<Uid, string>();
  for (const [uid, around] of bound) {
    if (around.has(uid)) return { rename, impossible: `${nameOf(uid)}, which is bound inside of itself` };
    const clashes = taken.has(nameOf(uid)) || [...around].some((outer) => nameOf(outer) === nameOf(uid));
    names.set(uid, clashes && rename(uid) === undefined ? `${nameOf(uid)}_${uid}` : nameOf(uid));
  }
  return { rename: (uid) => names.get(uid) ?? rename(uid) };
}

function rootNames(structure: ModuleStructure): Set<string> {
  const root = structure.modules.find(({ name }) => name === structure.rootModule);
  const uids = root ? [...root.constants, ...root.variables, ...root.definitions] : [];
  return new Set(uids.flatMap((uid) => structure.symbols.get(uid)?.name ?? []));
}
