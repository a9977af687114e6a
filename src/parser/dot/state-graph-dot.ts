import { fail, ok, type Result } from '../../trace/index.ts';
import { createValueReader, type ValueReader } from '../value-reader.ts';
import type { DotGraph, DotGraphError } from './dot-graph.ts';
import { beginningOf, type DotBeginning } from './dot-beginning.ts';
import { createDotLineReader } from './dot-line.ts';

/** Takes the text of a graph in pieces that may end anywhere. Nothing after the first error is read. */
export interface DotGraphReader {
  push(chunk: string): void;
  end(): Result<DotGraph, DotGraphError>;
  /** The part with the first states; at least so many were read. */
  beginning(states: number): Result<DotBeginning, DotGraphError>;
  /** States whose values were read so far. */
  readonly stateCount: number;
  readonly failed: boolean;
}

const BRACE = 123;
const NEW_LINE = 10;

/**
 * Reads what TLC's `-dump dot,actionlabels` writes, with or without `colorize` and tooltips. Memory grows with the graph
 * only; a value text that was seen before costs one look-up. Self-loops and repeated edges are kept, although the file
 * calls itself `strict`.
 */
export function readStateGraphDot(readValue: ValueReader = createValueReader()): DotGraphReader {
  const lines = createDotLineReader(readValue);
  let rest = '';
  let line = 0;
  let skipping = false;
  let error: DotGraphError | undefined;

  const readLine = (text: string, from: number, end: number): void => {
    line++;
    const problem = lines.read(text, from, end);
    if (problem) error = { ...problem, line };
  };

  const push = (chunk: string): void => {
    if (error) return;
    const text = rest === '' ? chunk : rest + chunk;
    let from = 0;
    rest = '';
    while (!error) {
      const end = text.indexOf('\n', from);
      if (end < 0) break;
      // TLC's `{rank = same; ...}` has a whole level of the graph in one line: megabytes that are never put together.
      if (skipping) line++;
      else readLine(text, from, end > from && text.charCodeAt(end - 1) === 13 ? end - 1 : end);
      skipping = false;
      from = end + 1;
    }
    if (from >= text.length || skipping) return;
    skipping = text.charCodeAt(from) === BRACE;
    if (!skipping) rest = text.slice(from);
  };

  return {
    push,
    end: () => {
      if (!error && rest !== '' && rest.charCodeAt(rest.length - 1) !== NEW_LINE)
        readLine(rest, 0, rest.length);
      rest = '';
      const problem = error ?? lines.unfinished(line);
      return problem ? fail(problem) : ok(lines.graph());
    },
    beginning: (states) => (error ? fail(error) : ok(beginningOf(lines.graph(), states))),
    get stateCount() {
      return lines.stateCount();
    },
    get failed() {
      return error !== undefined;
    },
  };
}
