import type { Expression, ModuleStructure } from '../parser/index.ts';
import type { SourceLocation } from '../trace/index.ts';

/**
 * The place of a definition of the root module, or of what it extends. SANY says of what an INSTANCE without a name brings
 * in that it stands where the INSTANCE does: then it is the definition in the other module.
 */
export function definedAt(name: string, structure: ModuleStructure): SourceLocation | undefined {
  let definition = definitionIn(structure.rootModule, name, structure);
  // Each instance leads to another module; a circle is no TLA+, but nothing here shall run for ever.
  for (let left = structure.modules.length; definition?.body.kind === 'substitute' && left > 0; left--) {
    const place = innermost(definition.body).location;
    const inner = place && definitionIn(place.module, name, structure);
    if (!inner) return place ?? definition.location;
    definition = inner;
  }
  return definition?.location;
}

/** What is instantiated, without the substitutions around it. */
const innermost = (body: Expression): Expression =>
  body.kind === 'substitute' ? innermost(body.body) : body;

function definitionIn(moduleName: string, name: string, { modules, symbols }: ModuleStructure) {
  const module = modules.find((candidate) => candidate.name === moduleName);
  const all = module?.definitions.map((uid) => symbols.get(uid)) ?? [];
  return all.flatMap((symbol) => (symbol?.kind === 'definition' && symbol.name === name ? [symbol] : []))[0];
}
