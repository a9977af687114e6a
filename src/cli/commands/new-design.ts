import { mkdir, readdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { generateDesign, moduleNameOf, type GeneratedFile } from '../../codegen/index.ts';
import { nearest } from '../../manifest/index.ts';
import { fail, ok, type Result } from '../../trace/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readPattern, type PatternFolder } from '../read-pattern.ts';
import { shellWord } from '../shell-word.ts';
import { placed } from '../placed.ts';
import { complain, type CommandContext } from './context.ts';

/** The options of `new-design`. */
export interface NewDesignOptions {
  /** The folder of the design to begin with. */
  readonly from: string;
}

/**
 * `tracewright new-design`: a new folder beside that of another design, with the same decisions and the same evidence
 * under a new name.
 */
export async function newDesign(
  name: string,
  { from }: NewDesignOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const stop = (message: string): ExitCode => complain(context, message, EXIT.didNotRun);
  const source = resolve(from);
  const missing = await missingPattern(source);
  if (missing !== undefined) return stop(missing);
  const read = await readPattern(source);
  if (!read.ok) return stop(read.error.map(placed).join('\n'));
  const folder = join(dirname(source), name);
  const problem = nameProblem(name, read.value) ?? (await alreadyThere(folder));
  if (problem !== undefined) return stop(problem);
  const shown = relative(process.cwd(), folder);
  const wanted = { name, folder: shellWord(shown), patternFolder: relative(folder, source) };
  const files = generateDesign(read.value.pattern, wanted);
  const written = await writeDesign(folder, files, read.value.links);
  if (!written.ok) return stop(written.error);
  const { pattern } = read.value;
  context.terminal.out.write(
    [
      `${shown}: ${pattern.modules.length} modules, ${pattern.configs.length} configurations, manifest.json and README.md`,
      `It decides as ${pattern.name} does, until you change ${join(shown, `${moduleNameOf(name)}.tla`)}. See what TLC says of it:`,
      `  npx tracewright check ${wanted.folder}`,
      '',
    ].join('\n'),
  );
  return EXIT.asExpected;
}

async function missingPattern(source: string): Promise<string | undefined> {
  if ((await stat(source).catch(() => undefined))?.isDirectory()) return undefined;
  const beside = await readdir(dirname(source)).catch(() => []);
  const guess = nearest(basename(source), beside);
  const hint =
    guess === undefined
      ? 'name the folder of the design to begin with: --from <folder>'
      : `did you mean ${relative(process.cwd(), join(dirname(source), guess))}?`;
  return `there is no folder ${relative(process.cwd(), source)}; ${hint}`;
}

/** SANY takes a module of this name from the jar or not, depending on where it looks first. */
const STANDARD_MODULES = [
  ...['Bags', 'FiniteSets', 'Integers', 'Naturals', 'Randomization', 'RealTime', 'Reals', 'Sequences'],
  ...['TLC', 'TLCExt', 'Toolbox', 'Peano', 'ProtoReals', 'Json', 'IOUtils', 'CSV'],
];

function nameProblem(name: string, { pattern, links }: PatternFolder): string | undefined {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    const guess = name
      .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-');
    const better = guess.replace(/^[-0-9]+|-+$/g, '');
    const hint = better === '' ? '' : `; did you mean ${better}?`;
    return `"${name}" cannot be the name of a design, which has small letters, digits and hyphens and begins with a letter${hint}`;
  }
  const module = moduleNameOf(name);
  const taken = [...[...links.keys()].map((link) => basename(link, '.tla')), ...STANDARD_MODULES];
  const others = pattern.modules
    .map((file) => file.name)
    .filter((other) => !other.includes(pattern.mainModule));
  return [...taken, ...others].some((other) => [module, `MC${module}`].includes(other))
    ? `a design ${name} would have a module ${module}, and there is one of that name`
    : undefined;
}

const alreadyThere = async (folder: string): Promise<string | undefined> =>
  (await stat(folder).catch(() => undefined))
    ? `${relative(process.cwd(), folder)} is there already; nothing was written`
    : undefined;

/** Writes into a folder beside the new one and renames it, so that there is all of the design or nothing. */
async function writeDesign(
  folder: string,
  files: readonly GeneratedFile[],
  links: ReadonlyMap<string, string>,
): Promise<Result<void, string>> {
  const temporary = `${folder}.new-${process.pid}`;
  let fresh: string | undefined;
  try {
    await mkdir(temporary);
    fresh = temporary;
    for (const { path, text } of files) await writeFile(join(fresh, path), text, { flag: 'wx' });
    for (const [name, target] of links) await symlink(target, join(fresh, name));
    await rename(fresh, folder);
    return ok(undefined);
  } catch (error) {
    if (fresh !== undefined) await rm(fresh, { recursive: true, force: true });
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return fail(`cannot write ${folder}: ${code}; nothing was written`);
  }
}
