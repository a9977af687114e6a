import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusals } from '../../../src/graph/index.ts';
import { anyGraph, graphOf } from './any-graph.ts';

describe('refusals', () => {
  it('are the instances that no edge of the state has', () => {
    fc.assert(
      fc.property(anyGraph(6, 20), (graph) => {
        const found = refusals(graph);
        let count = 0;
        for (let state = graph.stateCount - 1; state >= 0; state--) {
          const enabled = new Set(graph.edgeActions.filter((_, edge) => graph.sources[edge] === state));
          const disabled = [...graph.actions.keys()].filter((action) => !enabled.has(action));
          expect(found.at(state)).toEqual(disabled);
          expect(found.at(state)).toEqual(disabled);
          count += disabled.length;
        }
        expect(found.count).toBe(count);
      }),
    );
  });

  it('can be asked for instances that the graph does not know', () => {
    const graph = graphOf(2, [0], [[0, 1, 0]]);
    const found = refusals(graph, [...graph.actions, { name: 'Never', arguments: [] }]);
    expect([found.at(0), found.at(1), found.count]).toEqual([[1], [0, 1], 3]);
  });
});
