/**
 * The switches of the mutants, under the names that Stryker's instrumenter gives them. One mutant is active at a time in a
 * thread; from the start it is the one that MUTANT in the environment names. MUTANT_COUNTS names a file that gets the mutants whose
 * places are evaluated, one a line.
 */
import { appendFileSync } from 'node:fs';

const { MUTANT = '', MUTANT_COUNTS: countsFile } = process.env;

let active = MUTANT;
let hits = 0;
let mostHits = Infinity;
let counts = countsFile === undefined ? undefined : new Map();

/** Makes a mutant the active one; `''` for none. Its place throws after so many evaluations: it does not come to an end. */
export function activate(mutant, most = Infinity) {
  active = mutant;
  hits = 0;
  mostHits = most;
}

/** Counts from now on how often the place of each mutant is evaluated, into this map; `undefined` for no more. */
export function countInto(map) {
  counts = map;
}

export function stryMutAct_9fa48(mutant) {
  if (mutant !== active) return false;
  if (++hits > mostHits) throw new Error(`the place of mutant ${mutant} was evaluated ${mostHits} times`);
  return true;
}

export function stryCov_9fa48(...mutants) {
  if (counts === undefined) return;
  for (const mutant of mutants) {
    // At once: a test runner may end its workers without a last word.
    if (countsFile !== undefined && !counts.has(mutant)) appendFileSync(countsFile, `${mutant}\n`);
    counts.set(mutant, (counts.get(mutant) ?? 0) + 1);
  }
}
