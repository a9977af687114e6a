import { stateLines, traceEvents, traceTitle } from '../trace/index.ts';
import type { ExportFormat } from './format.ts';
import { mermaidText } from './mermaid-text.ts';

/** A box a state with what changed in it, an arrow a step; the loop of a lasso is an arrow back. */
export const mermaidState: ExportFormat = {
  name: 'mermaid-state',
  extension: 'mmd',
  description: 'a Mermaid state diagram, a box a state, the loop as an arrow back',
  *write(trace, settings) {
    const describe = (state: number, lines: readonly string[]): string =>
      `  s${state} : ${[String(state), ...lines].map(mermaidText).join('<br/>')}\n`;
    yield `---\ntitle: ${JSON.stringify(mermaidText(traceTitle(trace, settings)))}\n---\nstateDiagram-v2\n`;
    yield `${describe(1, stateLines(trace.initial))}  [*] --> s1\n`;
    let from = 1;
    for (const { state, title, changes, closesLoop } of traceEvents(trace, settings)) {
      if (!closesLoop) yield describe(state, changes);
      yield `  s${from} --> s${state} : ${mermaidText(title)}\n`;
      from = state;
    }
    if (trace.end.kind === 'stuttering') yield `  s${from} --> s${from} : stuttering\n`;
  },
};
