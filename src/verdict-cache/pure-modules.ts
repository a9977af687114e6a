/** Modules in TLC's jar whose operators depend on their arguments, and on the seed, only. */
const STANDARD: ReadonlySet<string> = new Set([
  ...['Bags', 'FiniteSets', 'Integers', 'Naturals', 'Peano', 'ProtoReals', 'Randomization', 'RealTime'],
  ...['Reals', 'Sequences', 'TLC', 'TLCExt', 'Toolbox'],
]);

/** Modules that TLC, from 2026 on, replaces by Java that reads files or the environment, wherever their text stands. */
const READING: ReadonlySet<string> = new Set(['CSV', 'IOUtils', 'Json']);

/** Why it cannot be known what a module reads; undefined if it can. `fromJar`: it is in none of the folders. */
export function unknownReading(
  name: string,
  fromJar: boolean,
  userJarModules: ReadonlySet<string>,
): string | undefined {
  if (READING.has(name)) return `the module ${name} reads files`;
  return fromJar && !STANDARD.has(name) && !userJarModules.has(name)
    ? `it is not known what the module ${name} of TLC's jar reads`
    : undefined;
}
