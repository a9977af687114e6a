import { badLine } from './bad-line.ts';
import type { DotGraphError, DotLineProblem } from './dot-graph.ts';

const OPENING = 'strict digraph ';

/** The lines around states and edges: braces, layout, and the legend of `colorize`. */
export function createDotFrame() {
  let depth = -1;
  let legend = false;
  return {
    inGraph: () => depth === 2 && !legend,
    read: (line: string): DotLineProblem | undefined => {
      const text = line.trim();
      if (text === '') return undefined;
      if (depth < 0) {
        if (!text.startsWith(OPENING) || !text.endsWith('{')) return NOT_A_GRAPH;
        depth = 1;
        return undefined;
      }
      if (depth === 0) return { code: 'bad-line', message: 'the text goes on after the end of the graph' };
      if (text.startsWith('subgraph ')) {
        depth++;
        legend = text.includes('cluster_legend');
      } else if (/^}+$/.test(text)) {
        depth -= text.length;
        legend = false;
      } else if (!legend && !/^(?:\{rank\b|nodesep=|color=|(?:node|edge) \[)/.test(text))
        return badLine(text, 0);
      return undefined;
    },
    unfinished: (line: number): DotGraphError | undefined => {
      if (depth < 0) return { ...NOT_A_GRAPH, line: 1 };
      const message = `the graph is cut off after line ${line}`;
      return depth === 0 ? undefined : { code: 'cut-off', message, line };
    },
  };
}

const NOT_A_GRAPH: DotLineProblem = {
  code: 'not-a-state-graph',
  message: 'expected "strict digraph", the first line of a state graph that TLC writes',
};
