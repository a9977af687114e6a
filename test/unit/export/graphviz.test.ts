import { instance } from '@viz-js/viz';
import { describe, expect, test } from 'vitest';
import { EXPORT_FORMATS } from '../../../src/export/index.ts';
import { traceStates } from '../../../src/trace/index.ts';
import { caseNames, caseTrace } from './cases.ts';

interface Drawing {
  readonly objects?: readonly { readonly label?: string; readonly nodes?: unknown }[];
  readonly edges?: readonly { readonly tail: number; readonly head: number; readonly label?: string }[];
}

/** Graphviz itself, as WebAssembly, reads what we write as DOT. */
describe('Graphviz draws', async () => {
  const viz = await instance();

  test.each(caseNames)('%s with a node for each state and an edge for each step', (name) => {
    const trace = caseTrace(name);
    const text = [...EXPORT_FORMATS.get('dot')!.write(trace, {})].join('');
    const { status, output, errors } = viz.render(text, { format: 'json' });
    expect([status, errors.filter(({ level }) => level === 'error')]).toEqual(['success', []]);
    const { objects = [], edges = [] } = JSON.parse(output!) as Drawing;
    expect(objects.length).toBe(traceStates(trace).length);
    const repeats = trace.end.kind === 'finite' ? 0 : 1;
    expect(edges.length).toBe(trace.steps.length + repeats);
  });
});
