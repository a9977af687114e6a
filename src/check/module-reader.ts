import { join } from 'node:path';
import { readSource } from '../tlc/index.ts';
import type { TextAt } from './build-property.ts';
import { sourceText } from './source-text.ts';

/** A module that was read. */
export interface ModuleSource {
  readonly file: string;
  readonly text: string;
}

/** What stands in modules. */
export interface ModuleReader {
  readonly textAt: TextAt;
  /** Those that were read so far. */
  readonly modules: () => ReadonlyMap<string, ModuleSource>;
}

/** Reads modules when they are needed, from the folders in which TLC looks. */
export function createModuleReader(folders: readonly string[]): ModuleReader {
  const modules = new Map<string, ModuleSource | undefined>();
  const read = (name: string): ModuleSource | undefined => {
    for (const folder of folders) {
      const file = join(folder, `${name}.tla`);
      const text = /^\w+$/.test(name) ? readSource(file) : undefined;
      if (text !== undefined) return { file, text };
    }
    return undefined;
  };
  return {
    textAt: (location) => {
      const { module } = location;
      if (!modules.has(module)) modules.set(module, read(module));
      const source = modules.get(module);
      return source && sourceText(source.text, location);
    },
    modules: () =>
      new Map([...modules].flatMap(([name, source]) => (source ? [[name, source] as const] : []))),
  };
}
