import type { SearchStatistics } from '../../trace/index.ts';

/** A number with thousands separators, the same in every locale. */
export const count = (value: number): string => value.toLocaleString('en-US');

/** How far a search has come: `2,100 distinct of 12,345 states, 345 on queue, depth 7`; empty if TLC has not said. */
export function searchText({ distinct, generated, queue, depth }: SearchStatistics): string {
  const states = [
    ...(distinct === undefined ? [] : [`${count(distinct)} distinct`]),
    ...(generated === undefined ? [] : [`${count(generated)} states`]),
  ].join(' of ');
  return [
    ...(states === '' ? [] : [states]),
    ...(queue === undefined ? [] : [`${count(queue)} on queue`]),
    ...(depth === undefined ? [] : [`depth ${count(depth)}`]),
  ].join(', ');
}
