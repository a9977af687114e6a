/** Modules whose operators are known: what they are made of explains nothing. */
export const STANDARD_MODULES: ReadonlySet<string> = new Set([
  ...['Naturals', 'Integers', 'Reals', 'Sequences', 'FiniteSets', 'Bags', 'TLC', 'TLCExt', 'RealTime'],
  ...['Randomization', 'Json', 'SequencesExt', 'FiniteSetsExt', 'Functions', 'Folds', 'Toolbox'],
]);
