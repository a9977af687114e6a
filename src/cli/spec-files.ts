import { readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Trace } from '../trace/index.ts';
import { renderPictures, type Pictures } from '../view/index.ts';

/** What stands beside a specification and helps to read its traces. */
export interface SpecFiles {
  /** The texts of the modules that the steps stand in, by name. */
  readonly sources: Readonly<Record<string, string>>;
  readonly pictures?: Pictures;
  /** Why there are no pictures though there is a template. */
  readonly problem?: string;
}

/**
 * Looks for the modules of some traces, and for the template `<Module>.view.hbs` that draws the states of the first one,
 * in the folders given; a template may also stand beside the file that a module is a link to.
 */
export async function readSpecFiles(
  traces: readonly [Trace, ...Trace[]],
  folders: readonly string[],
): Promise<SpecFiles> {
  const names = [...new Set(traces.flatMap(modulesOf))];
  const places = await Promise.all(
    names.map(async (name) => [name, await findFile(`${name}.tla`, folders)] as const),
  );
  const found = places.flatMap(([name, file]) => (file ? [[name, file] as const] : []));
  const sources = Object.fromEntries(found.map(([name, { text }]) => [name, text]));
  const beside = await Promise.all(found.map(async ([, { path }]) => dirname(await realpath(path))));
  for (const name of names) {
    const template = await findFile(`${name}.view.hbs`, [...folders, ...new Set(beside)]);
    if (!template) continue;
    const pictures = renderPictures(template.text, traces[0]);
    if (pictures.ok) return { sources, pictures: pictures.value };
    return { sources, problem: `no pictures, because of ${template.path}: ${pictures.error}` };
  }
  return { sources };
}

/** A name that is no TLA+ name is no file: a trace must not decide what is read. */
function modulesOf({ origin, steps, end }: Trace): readonly string[] {
  const all = end.kind === 'lasso' ? [...steps, end.step] : steps;
  const names = [origin?.module, ...all.map(({ location }) => location?.module)];
  return names.filter((name): name is string => name !== undefined && /^\w+$/.test(name));
}

async function findFile(
  name: string,
  folders: readonly string[],
): Promise<{ readonly path: string; readonly text: string } | undefined> {
  for (const folder of folders) {
    const path = join(folder, name);
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) return { path, text };
  }
  return undefined;
}
