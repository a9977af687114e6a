import { nearest } from '../manifest/index.ts';

/** `there is no design basline; did you mean baseline?`: a name that nobody has, with what may have been meant. */
export function unknownName(kind: string, name: string, known: readonly string[]): string {
  const guess = nearest(name, known);
  const hint = guess === undefined ? `there are ${known.join(', ')}` : `did you mean ${guess}?`;
  return `there is no ${kind} ${name}; ${hint}`;
}
