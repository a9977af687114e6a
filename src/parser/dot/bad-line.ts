import type { DotLineProblem } from './dot-graph.ts';

/** The problem of a line that has no place in a graph, with its beginning. */
export function badLine(text: string, from: number): DotLineProblem {
  const end = text.indexOf('\n', from);
  const line = text.slice(from, end < 0 ? undefined : end);
  return { code: 'bad-line', message: `no state, edge or frame: ${JSON.stringify(line.slice(0, 80))}` };
}
