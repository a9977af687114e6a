import { MOST_FIBRES } from './program.ts';

/** Ways in which a fibre can go on; a choice is `fibre * WAYS + way`, and sets of choices are bit masks. */
export const WAYS = 3;
/** The fibre performs its operation. */
export const WAY_RUN = 0;
/** The fibre's sleep times out. */
export const WAY_TIME_OUT = 1;
/** The fibre's sleep ends for no reason. */
export const WAY_SPURIOUS = 2;

/** The fibre of a choice. */
export const fibreOf = (choice: number): number => Math.trunc(choice / WAYS);

/** The lowest choice of a set that is not empty. */
export const lowestOf = (set: number): number => 31 - Math.clz32(set & -set);

/** All choices of a fibre. */
export const choicesOf = (fibre: number): number => ((1 << WAYS) - 1) << (fibre * WAYS);

/** The fibres that have a choice in the set, as a bit mask. */
export function fibresOf(choices: number): number {
  let fibres = 0;
  for (let open = choices; open !== 0; open &= open - 1) fibres |= 1 << fibreOf(lowestOf(open));
  return fibres;
}

const RUN_BITS = bitsOf(WAY_RUN);
const SPURIOUS_BITS = bitsOf(WAY_SPURIOUS);

function bitsOf(way: number): number {
  let bits = 0;
  for (let fibre = 0; fibre < MOST_FIBRES; fibre++) bits |= 1 << (fibre * WAYS + way);
  return bits;
}

/** The choices of `set` that only run a fibre. */
export const runsOf = (set: number): number => set & RUN_BITS;

/** The choices of `set` without spurious wake-ups, which nobody can rely on. */
export const withoutSpurious = (set: number): number => set & ~SPURIOUS_BITS;
