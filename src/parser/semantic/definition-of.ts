import type { Definition, ModuleStructure, Uid } from './module-structure.ts';

/** The definition behind a number, if it is one. */
export function definitionOf(structure: ModuleStructure, uid: Uid): Definition | undefined {
  const symbol = structure.symbols.get(uid);
  return symbol?.kind === 'definition' ? symbol : undefined;
}

/** A definition of the root module by its name. */
export const rootDefinition = (structure: ModuleStructure, name: string): Definition | undefined =>
  structure.modules
    .find((module) => module.name === structure.rootModule)
    ?.definitions.map((uid) => definitionOf(structure, uid))
    .find((definition) => definition?.name === name);
