/** What a reader of a test report has to know of a failure. */
export interface Failure {
  /** The id of the trace. */
  readonly id: string;
  /** `step 2 of 3, Read(r = r1)`. */
  readonly where: string;
  /** One sentence without its end. */
  readonly what: string;
  /** The details, a place or a line of a stack each. */
  readonly lines: readonly string[];
  /** Whole sentences. */
  readonly notes: readonly string[];
  /** The actions that were performed and compared before, in order. */
  readonly done: readonly string[];
  /** The command that runs this one trace again. */
  readonly repeat: string;
  /** What that command tells besides, if anything. */
  readonly repeatTells?: string | undefined;
  /** Where it was seen first, if this is a shorter way: `in step 35 of a walk`. */
  readonly origin?: string | undefined;
}

/** What went wrong where the states differ. */
export const DIFFERENT_STATE = "the implementation's state is not the model's";

/** What a driver did that did not answer in time. */
export const GAVE_NO_ANSWER = 'gave no answer within';

/** The rule behind a comparison after a refusal, a whole sentence. */
export const REFUSED_CHANGES_NOTHING = 'An action that is refused must change nothing.';

/** How many of the steps before a failure are shown. */
const SHOWN_STEPS = 8;

/** What went wrong, with the details. */
export const summaryText = ({ what, lines, notes }: Pick<Failure, 'what' | 'lines' | 'notes'>): string =>
  [`${what}${lines.length > 0 ? ':' : ''}`, ...lines.map((line) => `  ${line}`), ...notes].join('\n');

/** The message of a failure: where, what, the details, how it came there, and how to repeat it. */
export function failureText(failure: Failure): string {
  const { id, where, done, repeat, repeatTells, origin } = failure;
  const shown = done.slice(-SHOWN_STEPS);
  const first = done.length - shown.length + 1;
  return [
    `${id}, ${where}: ${summaryText(failure)}`,
    ...(done.length === 0 ? [] : [first === 1 ? 'steps before:' : `the last ${SHOWN_STEPS} steps before:`]),
    ...shown.map((call, i) => `  ${first + i} ${call}`),
    ...(origin === undefined ? [] : [`this is a shorter way to it; it was seen ${origin}`]),
    `repeat with${repeatTells === undefined ? '' : ` (it also says ${repeatTells})`}: ${repeat}`,
  ].join('\n');
}
