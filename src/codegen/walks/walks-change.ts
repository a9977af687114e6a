import { firstOf, printAction, printValue, type WalkSet } from '../../trace/index.ts';
import type { SetMatch } from './match-sets.ts';

/** How many actions are named. */
const NAMED = 3;

/** What has changed of some walks, and why, in a sentence; undefined if nothing has. */
export function walksChange(
  older: WalkSet,
  newer: WalkSet,
  match: SetMatch,
  { kept, mended }: { readonly kept: number; readonly mended: number },
): string | undefined {
  const [before, after] = [older.walks.length, newer.walks.length];
  const lost = transitions(
    '',
    older,
    older.edges.flatMap((_, edge) => (match.edges[edge] === -1 ? [edge] : [])),
  );
  const found = new Uint8Array(newer.edges.length).fill(1);
  for (const edge of match.edges) if (edge >= 0) found[edge] = 0;
  const won = transitions(
    'new ',
    newer,
    newer.edges.flatMap((_, edge) => (found[edge] === 1 ? [edge] : [])),
  );
  if (kept === before && kept === after && mended === 0 && lost === undefined && won === undefined)
    return undefined;
  return [
    `${kept - mended} of ${before} walks ${kept - mended === 1 ? 'is' : 'are'} as before`,
    ...counted(mended, 'mended'),
    ...counted(before - kept, 'gone'),
    ...counted(after - kept, 'new'),
    ...(lost === undefined ? [] : [`the model no longer has ${lost}`]),
    ...(won === undefined ? [] : [`${lost === undefined ? 'the model' : 'it'} has ${won}`]),
  ].join('; ');
}

const counted = (count: number, what: string): readonly string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? 'is' : 'are'} ${what}`];

/** `12 new transitions (Push(v = 1), Pop and 2 more)`. */
function transitions(
  kind: '' | 'new ',
  { actions, edges }: WalkSet,
  which: readonly number[],
): string | undefined {
  if (which.length === 0) return undefined;
  const names = [...new Set(which.map((edge) => printAction(actions[edges[edge]![2]]!, printValue)))];
  return `${which.length} ${kind}${which.length === 1 ? 'transition' : 'transitions'} (${firstOf(names, NAMED)})`;
}
