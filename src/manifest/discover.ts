import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { expectedStates } from './expected-states.ts';
import { loadManifest } from './load.ts';
import { MANIFEST_FIELDS } from './parse.ts';
import type { Manifest, ManifestError, ManifestModel } from './manifest.ts';
import { configsAmong, moduleFor } from './model-files.ts';
import { nearest } from './nearest.ts';
import { unreadable } from './unreadable.ts';

/** A model to check: a module with a configuration, and what is expected of it where a manifest says so. */
export interface ModelTask {
  /** Absolute. */
  readonly folder: string;
  readonly module: string;
  /** Absolute. */
  readonly config: string;
  readonly configText: string;
  /** The design that the model is about; missing without a manifest. */
  readonly design?: string;
  /** Actions that no model of the folder has to take, by the manifest. */
  readonly neverTaken?: readonly string[];
  readonly expected?: ManifestModel;
  /** Distinct states that the manifest's models of this module have in the middle, as far as it says; a guess at the size. */
  readonly siblingStates?: number;
  /**
   * The invariants and properties to ask for, and `deadlock`: what else the configuration asks for is left out. Missing:
   * the configuration is taken as it is.
   */
  readonly only?: readonly string[];
}

/** A manifest with its place. */
export interface FoundManifest {
  /** Absolute. */
  readonly file: string;
  readonly manifest: Manifest;
  readonly tasks: readonly ModelTask[];
}

/** What was found below the given paths; `errors` are reasons why something could not be checked. */
export interface Discovery {
  readonly tasks: readonly ModelTask[];
  readonly manifests: readonly FoundManifest[];
  readonly errors: readonly ManifestError[];
}

const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', 'states']);

/**
 * Finds the models below files and folders: those of each `manifest.json`, and where a folder has none, each cfg file
 * with the module that its name belongs to. Links are followed. A `manifest.json` without "models" and a cfg file
 * without a keyword of TLC belong to other tools and are passed over, unless they are named themselves.
 * `config` names the configuration for a path that is a module.
 */
export async function discoverModels(paths: readonly string[], config?: string): Promise<Discovery> {
  const found = await Promise.all(paths.map((path) => discover(resolve(path), config)));
  const all = merge(found);
  return {
    tasks: once(
      all.tasks,
      ({ module, config }) => `${module} ${config}`,
      ({ expected }) => expected !== undefined,
    ),
    manifests: once(all.manifests, ({ file }) => file),
    errors: once(
      [...all.errors, ...contradictions(all.manifests)],
      ({ file, line, message }) => `${file}:${line}: ${message}`,
    ),
  };
}

/** Two manifests that expect different things of one model: neither can be dropped in silence. */
function contradictions(manifests: readonly FoundManifest[]): readonly ManifestError[] {
  const first = new Map<string, { readonly file: string; readonly expected: ManifestModel }>();
  return manifests.flatMap(({ file, tasks }) =>
    tasks.flatMap(({ module, config, expected }) => {
      if (!expected) return [];
      const other = first.get(`${module} ${config}`);
      first.set(`${module} ${config}`, other ?? { file, expected });
      if (!other || other.file === file || isSameExpectation(other.expected, expected)) return [];
      const message = `${other.file}:${other.expected.line} expects something else of ${basename(config)}`;
      return [{ code: 'field', message, file, line: expected.line } as const];
    }),
  );
}

const isSameExpectation = (a: ManifestModel, b: ManifestModel): boolean =>
  JSON.stringify(a.expect) === JSON.stringify(b.expect);

/** Each thing once, though several paths lead to it; a fuller one takes the place of another. */
function once<T>(
  things: readonly T[],
  identity: (thing: T) => string,
  isFull: (thing: T) => boolean = () => true,
): readonly T[] {
  const known = new Map<string, T>();
  for (const thing of things) {
    const same = known.get(identity(thing));
    if (!same || (!isFull(same) && isFull(thing))) known.set(identity(thing), thing);
  }
  return [...known.values()];
}

const NOTHING: Discovery = { tasks: [], manifests: [], errors: [] };

const problem = (code: ManifestError['code'], file: string, message: string): Discovery => ({
  ...NOTHING,
  errors: [{ code, message, file }],
});

/** What is found, or the reason why it could not be read. */
const reading = (path: string, find: () => Promise<Discovery>): Promise<Discovery> =>
  find().catch((error: unknown) => ({ ...NOTHING, errors: [unreadable(error, path)] }));

const discover = (path: string, config: string | undefined): Promise<Discovery> =>
  reading(path, () => discoverPath(path, config));

async function discoverPath(path: string, config: string | undefined): Promise<Discovery> {
  if ((await stat(path)).isDirectory()) {
    const found = await discoverFolder(path);
    const nothing = found.tasks.length === 0 && found.errors.length === 0;
    return nothing
      ? problem('missing-file', path, 'no manifest.json and no cfg file in this folder or below it')
      : found;
  }
  if (path.endsWith('.json')) return discoverManifest(path);
  if (path.endsWith('.cfg')) return discoverConfigs(dirname(path), [basename(path)]);
  if (path.endsWith('.tla')) return discoverModule(path, config);
  return problem(
    'unreadable',
    path,
    'is neither a module (.tla), a configuration (.cfg), a manifest (.json) nor a folder',
  );
}

/** `above` are the real paths of the folders on the way here: a link to one of them leads in a circle. */
const discoverFolder = (folder: string, above: readonly string[] = []): Promise<Discovery> =>
  reading(folder, () => discoverBelow(folder, above));

async function discoverBelow(folder: string, above: readonly string[]): Promise<Discovery> {
  const place = await realpath(folder);
  if (above.includes(place)) return NOTHING;
  const { files, folders } = await entriesOf(folder);
  const manifest = join(folder, 'manifest.json');
  const here =
    files.includes('manifest.json') && !(await isForeign(manifest))
      ? await discoverManifest(manifest)
      : await discoverConfigs(folder, await configsAmong(folder, files));
  const below = folders
    .filter((name) => !name.startsWith('.') && !SKIPPED_FOLDERS.has(name))
    .map((name) => discoverFolder(join(folder, name), [...above, place]));
  return merge([here, ...(await Promise.all(below))]);
}

/** The names in a folder, sorted. Links count as what they lead to; those that lead nowhere are left out. */
async function entriesOf(folder: string): Promise<{ files: readonly string[]; folders: readonly string[] }> {
  const names = (await readdir(folder)).sort();
  const kinds = await Promise.all(names.map((name) => stat(join(folder, name)).catch(() => undefined)));
  return {
    files: names.filter((_, i) => kinds[i]?.isDirectory() === false),
    folders: names.filter((_, i) => kinds[i]?.isDirectory()),
  };
}

/**
 * Whether a `manifest.json` is another tool's, a web app's for example. What is no JSON, or has none but our fields, or
 * one that is spelled almost like ours, may be ours with a mistake.
 */
async function isForeign(file: string): Promise<boolean> {
  try {
    const json: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return true;
    const fields = Object.keys(json);
    const isOurs = fields.some((field) => nearest(field, TELLING_FIELDS) !== undefined);
    return !isOurs && fields.some((field) => !MANIFEST_FIELDS.includes(field));
  } catch {
    return false;
  }
}

/** Names and schemas are in everybody's manifests. */
const TELLING_FIELDS = ['models', 'suite'];

const merge = (parts: readonly Discovery[]): Discovery => ({
  tasks: parts.flatMap(({ tasks }) => tasks),
  manifests: parts.flatMap(({ manifests }) => manifests),
  errors: parts.flatMap(({ errors }) => errors),
});

const middle = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

async function discoverManifest(file: string): Promise<Discovery> {
  const loaded = await loadManifest(file);
  if (!loaded.ok) return { ...NOTHING, errors: loaded.error };
  const folder = dirname(file);
  const { models, name, neverTaken } = loaded.value;
  const tasks = await Promise.all(
    models.map(async (expected) => {
      const siblings = models
        .filter(({ module }) => module === expected.module)
        .flatMap(({ expect }) => expectedStates(expect) ?? []);
      return {
        ...(await task(folder, expected.module, expected.config)),
        design: expected.design ?? name,
        ...(neverTaken && { neverTaken }),
        expected,
        ...(siblings.length > 0 && { siblingStates: middle(siblings) }),
      };
    }),
  );
  return { tasks, manifests: [{ file, manifest: loaded.value, tasks }], errors: [] };
}

async function discoverModule(file: string, config: string | undefined): Promise<Discovery> {
  const folder = dirname(file);
  const module = basename(file, '.tla');
  if (config !== undefined) {
    const places = [resolve(folder, config), resolve(config)];
    for (const place of places)
      if (await stat(place).catch(() => undefined)) return model(folder, module, place);
    const guess = nearest(basename(config), await configsAmong(folder, await readdir(folder)));
    const hint = guess === undefined ? '' : `; did you mean ${guess}?`;
    return problem('missing-file', places[0] as string, `no such configuration for ${module}${hint}`);
  }
  const names = await readdir(folder);
  if (names.includes(`${module}.cfg`)) return model(folder, module, `${module}.cfg`);
  const configs = await configsAmong(folder, names);
  const matching = configs.filter((name) => moduleFor(name, names) === module);
  if (matching.length > 0)
    return merge(await Promise.all(matching.map((name) => model(folder, module, name))));
  const known = configs.length > 0 ? `; this folder has ${configs.join(', ')}: name one with --config` : '';
  return problem('missing-file', file, `no configuration: TLC needs ${module}.cfg beside the module${known}`);
}

const model = (folder: string, module: string, config: string): Promise<Discovery> =>
  reading(resolve(folder, config), async () => ({ ...NOTHING, tasks: [await task(folder, module, config)] }));

async function discoverConfigs(folder: string, configs: readonly string[]): Promise<Discovery> {
  if (configs.length === 0) return NOTHING;
  const names = await readdir(folder);
  return merge(
    await Promise.all(
      configs.map(async (config) => {
        const module = moduleFor(config, names);
        if (module !== undefined) return model(folder, module, config);
        const message =
          'no module of this folder has a name that this configuration begins with; name the module: npx tracewright check <module>.tla --config <file>';
        return problem('missing-file', join(folder, config), message);
      }),
    ),
  );
}

async function task(folder: string, module: string, config: string): Promise<ModelTask> {
  const file = resolve(folder, config);
  return { folder, module, config: file, configText: await readFile(file, 'utf8') };
}
