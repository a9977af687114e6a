import { stateLines, traceEvents, traceTitle } from '../trace/index.ts';
import type { ExportFormat } from './format.ts';

/** The trace as a path for Graphviz; the loop of a lasso is a bold edge back. */
export const dot: ExportFormat = {
  name: 'dot',
  extension: 'dot',
  description: 'a Graphviz graph, a box a state',
  *write(trace, settings) {
    yield `digraph trace {\n  label=${quote(traceTitle(trace, settings))};\n  labelloc=t;\n`;
    yield '  node [shape=box, fontname="monospace", fontsize=10];\n  edge [fontname="monospace", fontsize=10];\n';
    yield `  s1 [label=${lines(['1', ...stateLines(trace.initial)])}];\n`;
    let from = 1;
    for (const { state, title, changes, closesLoop } of traceEvents(trace, settings)) {
      if (!closesLoop) yield `  s${state} [label=${lines([String(state), ...changes])}];\n`;
      yield `  s${from} -> s${state} [label=${quote(title)}${closesLoop ? ', style=bold, constraint=false' : ''}];\n`;
      from = state;
    }
    if (trace.end.kind === 'stuttering') yield `  s${from} -> s${from} [label="stuttering", style=dashed];\n`;
    yield '}\n';
  },
};

/** Graphviz reads `\n`, `\l`, `\N` and entities in a quoted text: no backslash and no ampersand is left alone. */
const escape = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;').replaceAll('\n', ' ');

const quote = (text: string): string => `"${escape(text)}"`;

/** Lines that begin at the left. */
const lines = (texts: readonly string[]): string => `"${texts.map((text) => `${escape(text)}\\l`).join('')}"`;
