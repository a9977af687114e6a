import type { ModuleStructure, Uid } from '../parser/index.ts';
import type { TextAt } from './build-property.ts';

/** Definitions that a module which extends the root module cannot call; SANY does not tell which are LOCAL. */
export function uncallable(
  { modules, symbols, rootModule }: ModuleStructure,
  textAt: TextAt,
): ReadonlySet<Uid> {
  const own = modules.find(({ name }) => name === rootModule)?.definitions ?? [];
  return new Set(
    own.filter((uid) => {
      const symbol = symbols.get(uid);
      // What an instance brings in has no body that could stand for it.
      if (symbol?.kind !== 'definition' || symbol.recursive || symbol.body.kind === 'substitute')
        return false;
      const { location, body } = symbol;
      if (!location || location.module !== body.location?.module) return false;
      const { beginLine, beginColumn } = location;
      const before = { ...location, beginColumn: 1, endLine: beginLine, endColumn: beginColumn - 1 };
      return textAt(before)?.endsWith('LOCAL') === true || textAt(location)?.startsWith('LOCAL ') === true;
    }),
  );
}
