import { MOST_FIBRES } from './program.ts';
import { WAYS, WAY_RUN, WAY_SPURIOUS, WAY_TIME_OUT, fibreOf } from './choices.ts';

/** Who made each step of a run, in order; a choice is `fibre * WAYS + way`. */
export type Schedule = readonly number[];

const MARKS = ['', '!', '~'] as const;
const TOKEN = /([a-j])(?:([1-9]\d{0,6})|([!~]))?/y;

/** The letter that stands for a fibre: `a` for the first. */
export const letterOf = (fibre: number): string => String.fromCharCode(97 + fibre);

/**
 * A schedule as a short text: `a12b3a!` is twelve steps of the first fibre, three of the second, then a sleep of the
 * first that times out; `a~` is a sleep that ends for no reason.
 */
export function printSchedule(schedule: Schedule): string {
  let out = '';
  for (let i = 0; i < schedule.length;) {
    const choice = schedule[i] as number;
    const way = choice % WAYS;
    let count = 1;
    if (way === WAY_RUN) while (schedule[i + count] === choice) count++;
    out += letterOf((choice - way) / WAYS) + (way === WAY_RUN && count > 1 ? count : MARKS[way]);
    i += count;
  }
  return out;
}

/** Reads a printed schedule; answers undefined for a text that is none. */
export function parseSchedule(text: string): Schedule | undefined {
  const schedule: number[] = [];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length;) {
    const match = TOKEN.exec(text);
    if (match === null) return undefined;
    const [, letter = '', count = '1', mark = ''] = match;
    const way = mark === '!' ? WAY_TIME_OUT : mark === '~' ? WAY_SPURIOUS : WAY_RUN;
    const choice = (letter.charCodeAt(0) - 97) * WAYS + way;
    for (let i = Number(count); i > 0; i--) schedule.push(choice);
  }
  return schedule.every((choice) => choice < MOST_FIBRES * WAYS) ? schedule : undefined;
}

/** How often the schedule changes from one fibre to another. */
export function switchesOf(schedule: Schedule): number {
  return schedule.filter((choice, i) => i > 0 && fibreOf(choice) !== fibreOf(schedule[i - 1] as number))
    .length;
}
