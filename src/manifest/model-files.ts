import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/**
 * The cfg files among some files of a folder that are TLC's: those whose name begins with that of a module, and those
 * with a keyword of TLC at the beginning of a line. `setup.cfg` is Python's.
 */
export async function configsAmong(folder: string, names: readonly string[]): Promise<readonly string[]> {
  const configs = names.filter((name) => name.endsWith('.cfg')).sort();
  const ours = await Promise.all(
    configs.map(async (config) => {
      if (moduleNamedBy(config, names) !== undefined) return true;
      const text = await readFile(join(folder, config), 'utf8').catch(() => '');
      return TLC_KEYWORD.test(text);
    }),
  );
  return configs.filter((_, i) => ours[i]);
}

/** `VIEW = 1` and `INIT: x` are settings of another tool: TLC's keywords are followed by names. */
const TLC_KEYWORD =
  /^[ \t]*(SPECIFICATION|INIT|NEXT|SYMMETRY|VIEW|ALIAS|POSTCONDITION|TYPE|TYPE_CONSTRAINT|CHECK_DEADLOCK|PROPERTY|PROPERTIES|(INVARIANT|CONSTANT|CONSTRAINT|ACTION_CONSTRAINT)S?)\b(?![ \t]*[=:])/m;

/**
 * The module that a cfg file belongs to by its name: the longest module name with which the cfg file's name begins,
 * in any case (`MCFoo_large.cfg` belongs to `MCFoo.tla`); where a folder has only one module, that one.
 */
export function moduleFor(config: string, names: readonly string[]): string | undefined {
  const modules = modulesAmong(names);
  return moduleNamedBy(config, names) ?? (modules.length === 1 ? modules[0] : undefined);
}

function moduleNamedBy(config: string, names: readonly string[]): string | undefined {
  const base = basename(config, '.cfg').toLowerCase();
  const matching = modulesAmong(names).filter((module) => base.startsWith(module.toLowerCase()));
  return matching.sort((a, b) => b.length - a.length)[0];
}

const modulesAmong = (names: readonly string[]): string[] =>
  names.filter((name) => name.endsWith('.tla')).map((name) => basename(name, '.tla'));
