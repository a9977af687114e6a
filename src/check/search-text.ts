import { grouped, type SearchStatistics } from '../trace/index.ts';

/** How far a search has come: `2,100 distinct of 12,345 states, 345 on queue, depth 7`; empty if TLC has not said. */
export function searchText({ distinct, generated, queue, depth }: SearchStatistics): string {
  const states = [
    ...(distinct === undefined ? [] : [`${grouped(distinct)} distinct`]),
    ...(generated === undefined ? [] : [`${grouped(generated)} states`]),
  ].join(' of ');
  return [
    ...(states === '' ? [] : [states]),
    ...(queue === undefined ? [] : [`${grouped(queue)} on queue`]),
    ...(depth === undefined ? [] : [`depth ${grouped(depth)}`]),
  ].join(', ');
}
