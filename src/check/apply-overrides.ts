import type { Definition, ModuleStructure, SemanticSymbol, TlcConfig, Uid } from '../parser/index.ts';

/**
 * The structure as TLC reads it: `Op <- Other` in a configuration puts Other in the place of Op everywhere,
 * `Op <- [Module] Other` where Module uses it.
 */
export function applyOverrides(structure: ModuleStructure, config: TlcConfig): ModuleStructure {
  const overrides = config.statements
    .flatMap((statement) => (statement.keyword === 'CONSTANT' ? statement.bindings : []))
    .filter((binding) => binding.kind === 'substitution');
  if (overrides.length === 0) return structure;
  const symbols = new Map<Uid, SemanticSymbol>(structure.symbols);
  for (const { name, definition, module } of overrides) {
    const replacement = findDefinition(structure, definition);
    if (!replacement) continue;
    for (const [uid, symbol] of structure.symbols) {
      const isMeant =
        symbol.name === name &&
        (symbol.kind === 'constant' ||
          (symbol.kind === 'definition' && (module === undefined || symbol.module === module)));
      if (isMeant) symbols.set(uid, replacement);
    }
  }
  return { ...structure, symbols };
}

/** The name of the operator that stands in the place of `name` in the root module. */
export function overriddenName(name: string, config: TlcConfig): string {
  const bindings = config.statements.flatMap((statement) =>
    statement.keyword === 'CONSTANT' ? statement.bindings : [],
  );
  const override = bindings.find((binding) => binding.kind === 'substitution' && binding.name === name);
  return override?.kind === 'substitution' ? override.definition : name;
}

function findDefinition(
  { modules, symbols, rootModule }: ModuleStructure,
  name: string,
): Definition | undefined {
  const root = modules.find((module) => module.name === rootModule);
  const candidates = [...(root?.definitions.map((uid) => symbols.get(uid)) ?? []), ...symbols.values()];
  return candidates.find(
    (symbol): symbol is Definition => symbol?.kind === 'definition' && symbol.name === name,
  );
}
