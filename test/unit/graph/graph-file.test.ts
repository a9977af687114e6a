import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeGraph, encodeGraph } from '../../../src/graph/index.ts';
import { anyGraph, graphOf } from './any-graph.ts';

const graph = graphOf(
  200,
  [0, 3],
  Array.from({ length: 400 }, (_, i) => [i % 200, (i * 7) % 200, i % 3] as const),
);
const file = encodeGraph(graph, 'sha256:abc');
const codeOf = (bytes: Uint8Array, inputs?: string): string => {
  const decoded = decodeGraph(bytes, inputs);
  return decoded.ok ? 'accepted' : decoded.error.code;
};

describe('a graph file', () => {
  it('gives back the graph', () => {
    fc.assert(
      fc.property(anyGraph(20, 60), fc.string(), (any, inputs) => {
        const decoded = decodeGraph(encodeGraph(any, inputs), inputs);
        expect(decoded).toEqual({ ok: true, value: { graph: any, inputs } });
      }),
    );
  });

  it('is refused when it is cut anywhere', () => {
    for (let length = 0; length < file.length; length++) {
      expect(codeOf(file.subarray(0, length))).toBe('cut-off');
    }
  });

  it('is refused when any byte is changed', () => {
    for (let at = 0; at < file.length; at++) {
      const changed = file.slice();
      changed[at]! ^= 0x40;
      expect(['corrupted', 'not-a-graph-file', 'other-version', 'cut-off']).toContain(codeOf(changed));
    }
    expect(codeOf(Uint8Array.of(...file, 0))).toBe('corrupted');
  });

  it('is refused by name when it is of another version, another format, or made from other inputs', () => {
    const newer = file.slice();
    newer[8] = 9;
    expect(codeOf(newer)).toBe('other-version');
    expect(codeOf(new TextEncoder().encode('strict digraph DiskGraph {'))).toBe('not-a-graph-file');
    expect(codeOf(file, 'sha256:def')).toBe('other-inputs');
    expect(codeOf(file, 'sha256:abc')).toBe('accepted');
  });
});
