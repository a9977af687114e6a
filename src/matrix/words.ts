import { DEADLOCK, describeLimit } from '../check/index.ts';
import { grouped, traceStates, visible } from '../trace/index.ts';
import type { Cell, CellStatus, Control, Evidence } from './matrix.ts';

/** What a cell says, in a word or two. */
export const STATUS_WORDS: Readonly<Record<CellStatus, string>> = {
  holds: 'holds',
  'holds-within': 'holds within',
  violated: 'violated',
  mixed: 'depends',
  undecided: 'not decided',
  missed: 'NOT EXPECTED',
  none: 'no evidence',
};

/** What the words and the marks of a matrix mean; the same in every form of it. */
export const LEGEND: readonly (readonly [string, string])[] = [
  ['holds', 'TLC searched all states of each model that asks, and found no violation'],
  ['holds within', 'nothing was found within a limit of the search, which the note names'],
  ['violated', 'TLC found a counterexample, as expected; the note tells how to see it'],
  ['depends', 'it holds under one condition and is violated under another; the note names them'],
  ['NOT EXPECTED', 'TLC says otherwise than the manifest'],
  ['not decided', 'a run that should have told did not come to a verdict'],
  ['no evidence', 'no model asks'],
  ['*', 'under the condition that the note names'],
];

export const propertyLabel = (property: string): string =>
  property === DEADLOCK ? 'no deadlock' : oneLine(property);

/** A text of the user's as it can stand in a line. */
export const oneLine = (text: string): string => visible(text).replace(/\s+/g, ' ');

/** Whether what the cell says is true under a condition only. What holds does so under each condition that was tried. */
export const isConditional = ({ evidence, status }: Cell): boolean =>
  status === 'mixed' || (evidence.length > 0 && evidence.every(({ limits }) => limits.length > 0));

/** Whether there is more to tell of a cell than fits into it. */
export const needsNote = (cell: Cell): boolean =>
  isConditional(cell) ||
  ['holds-within', 'violated', 'missed'].includes(cell.status) ||
  cell.evidence.some(({ problem }) => problem !== undefined);

/** The number of distinct states that were searched, or in a simulation that were generated; undefined if it is not known. */
const statesOf = ({ statistics: { distinct, generated } }: Evidence): number | undefined =>
  distinct !== undefined && distinct >= 0 ? distinct : generated;

/** `1,731 states`; empty if the number is not known. */
export function statesText(evidence: Evidence): string {
  const count = statesOf(evidence);
  return count === undefined ? '' : plural(count, 'state');
}

/** What a cell says, with an asterisk where that is true under a condition. */
export const cellWord = (cell: Cell): string =>
  `${STATUS_WORDS[cell.status]}${isConditional(cell) ? '*' : ''}`;

/** What stands below the word: of one run the number of states, with `noun` after it, and the time; of more their number. */
export function cellDetails({ evidence }: Cell, noun: 'state' | ''): readonly string[] {
  const [only, ...more] = evidence;
  if (!only) return [];
  if (more.length > 0) return [plural(evidence.length, 'model')];
  const count = statesOf(only);
  const states = count === undefined ? '' : noun === '' ? grouped(count) : plural(count, noun);
  return [states, secondsText(only)].filter((text) => text !== '');
}

export const plural = (count: number, noun: string): string =>
  `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;

/** How long TLC took, when it ran. */
export const secondsText = ({ milliseconds }: Evidence): string =>
  milliseconds === undefined ? '' : `${(milliseconds / 1000).toFixed(1)} s`;

const OUTCOME_WORDS: Readonly<Record<Evidence['outcome'], string>> = {
  holds: 'holds',
  'holds-within': 'holds',
  violated: 'violated',
  undecided: 'not decided',
};

/** One run in a line: `violated (long-term users) in 12 states; 1,731 states searched`. */
export function evidenceText(evidence: Evidence): string {
  const { outcome, condition, limits, trace } = evidence;
  const states = statesText(evidence);
  const searched = states === '' ? '' : outcome === 'violated' ? `; ${states} searched` : `, ${states}`;
  return [
    OUTCOME_WORDS[outcome],
    condition === undefined ? '' : ` (${oneLine(condition)})`,
    limits.length === 0 ? '' : ` within ${limits.map(describeLimit).join(' and ')}`,
    trace ? ` in ${plural(traceStates(trace).length, 'state')}` : '',
    searched,
  ].join('');
}

/** A count of mutants or probes, and how many of them showed what they have to. */
export interface ControlCount {
  readonly shown: number;
  readonly all: number;
}

/** Mutants are counted by model: one may break several properties. */
export function countMutants(mutants: readonly Control[]): ControlCount {
  const models = new Set(mutants.map(({ evidence }) => evidence.model.config));
  const survivors = new Set(
    mutants.filter((part) => !isShown(part)).map(({ evidence }) => evidence.model.config),
  );
  return { shown: models.size - survivors.size, all: models.size };
}

export const countProbes = (probes: readonly Control[]): ControlCount => ({
  shown: probes.filter(isShown).length,
  all: probes.length,
});

export const isShown = ({ evidence }: Control): boolean =>
  evidence.outcome === 'violated' && evidence.problem === undefined;
