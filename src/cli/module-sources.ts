import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Trace } from '../trace/index.ts';

/** The texts of the modules that the steps of some traces stand in, from the first folder that has each. */
export async function moduleSources(
  traces: readonly Trace[],
  folders: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const names = new Set(traces.flatMap(modulesOf));
  const found = await Promise.all(
    [...names].map(async (name) => [name, await findModule(name, folders)] as const),
  );
  return Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** A name that is no TLA+ name is no file: a trace must not decide what is read. */
function modulesOf({ steps, end }: Trace): readonly string[] {
  const all = end.kind === 'lasso' ? [...steps, end.step] : steps;
  return all.flatMap(({ location }) => (location && /^\w+$/.test(location.module) ? [location.module] : []));
}

async function findModule(name: string, folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const text = await readFile(join(folder, `${name}.tla`), 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
  }
  return undefined;
}
