import { lstat, readFile, readdir, readlink } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { moduleNameOf, type DesignFile, type DesignModel, type DesignPattern } from '../codegen/index.ts';
import { loadManifest, type Expectation, type ManifestError, type ManifestModel } from '../manifest/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';

/** A design's folder: the design, and the links by which it shares modules with others. */
export interface PatternFolder {
  readonly pattern: DesignPattern;
  /** Where each link leads, as it is written, by its name. */
  readonly links: ReadonlyMap<string, string>;
}

/** Reads a design that a new one can be made from. The errors are those of its manifest, or that it is no pattern. */
export async function readPattern(folder: string): Promise<Result<PatternFolder, readonly ManifestError[]>> {
  const manifest = await loadManifest(join(folder, 'manifest.json'));
  if (!manifest.ok) return fail(manifest.error);
  const names = (await readdir(folder)).sort();
  const links = new Map<string, string>();
  const files = new Map<string, DesignFile[]>([
    ['.tla', []],
    ['.cfg', []],
  ]);
  for (const file of names) {
    const path = join(folder, file);
    const known = files.get(extname(file));
    if (!known) continue;
    if ((await lstat(path)).isSymbolicLink()) links.set(file, await readlink(path));
    else known.push({ name: basename(file, extname(file)), text: await readFile(path, 'utf8') });
  }
  const mainModule = moduleNameOf(basename(folder));
  const modules = files.get('.tla')!;
  if (!modules.some(({ name }) => name === mainModule)) {
    const message = `there is no module ${mainModule}.tla, which would have the decisions of this design`;
    return fail([{ code: 'missing-file', message, file: folder, line: 1 }]);
  }
  const { name, models } = manifest.value;
  const pattern = { name, mainModule, modules, configs: files.get('.cfg')!, models: models.map(entryOf) };
  return ok({ pattern, links });
}

/** The entry as it stands in a manifest, without its tests: the new design has no driver yet. */
function entryOf({
  line: _line,
  propertyLine: _propertyLine,
  test: _test,
  walk: _walk,
  expect,
  ...entry
}: ManifestModel): DesignModel {
  return { ...entry, expect: expectationOf(expect) };
}

function expectationOf(expect: Expectation): DesignModel['expect'] {
  if (expect.result !== 'each') return expect;
  return {
    ...expect,
    violated: Object.fromEntries(expect.violated.map(({ property, why }) => [property, { why }])),
  };
}
