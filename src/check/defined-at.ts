import type { ModuleStructure } from '../parser/index.ts';
import type { SourceLocation } from '../trace/index.ts';

/** The place of a definition of the root module, or of what it extends. */
export function definedAt(
  name: string,
  { modules, rootModule, symbols }: ModuleStructure,
): SourceLocation | undefined {
  const root = modules.find((module) => module.name === rootModule);
  const all = root?.definitions.map((uid) => symbols.get(uid)) ?? [];
  const definition = all.find((symbol) => symbol?.kind === 'definition' && symbol.name === name);
  return definition && 'location' in definition ? definition.location : undefined;
}
