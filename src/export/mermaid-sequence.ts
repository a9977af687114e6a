import { endSentence, laneNames, NOBODY, traceEvents, traceTitle, type TraceEvent } from '../trace/index.ts';
import type { ExportFormat } from './format.ts';
import { mermaidText } from './mermaid-text.ts';

const MOST_CHANGES = 6;

/** A lane an actor; a step between two of them is an arrow, and what it changes a note. */
export const mermaidSequence: ExportFormat = {
  name: 'mermaid',
  extension: 'mmd',
  description: 'a Mermaid sequence diagram, a lane an actor; GitHub and GitLab draw it',
  *write(trace, settings) {
    const events = traceEvents(trace, settings);
    const lanes = laneNames(events);
    const names = lanes.length > 0 ? lanes : [NOBODY];
    const id = (name: string): string => `a${names.indexOf(name)}`;
    yield `---\ntitle: ${JSON.stringify(mermaidText(traceTitle(trace, settings)))}\n---\nsequenceDiagram\n`;
    for (const name of names) yield `  participant ${id(name)} as ${mermaidText(name)}\n`;
    const loopFrom = trace.end.kind === 'lasso' ? trace.end.backTo + 1 : undefined;
    const indent = (event: TraceEvent): string =>
      loopFrom !== undefined && (event.closesLoop || event.state > loopFrom) ? '    ' : '  ';
    let open = false;
    for (const event of events) {
      if (!open && indent(event).length > 2) {
        yield `  loop ${mermaidText('for ever')}\n`;
        open = true;
      }
      yield* arrow(event, indent(event), id);
    }
    if (open) yield '  end\n';
    const end = endSentence(trace);
    if (end !== undefined)
      yield `  Note over ${[...new Set([id(names[0]!), id(names.at(-1)!)])].join(',')}: ${mermaidText(end)}\n`;
  },
};

function* arrow(event: TraceEvent, indent: string, id: (name: string) => string): Generator<string> {
  const [from = NOBODY, to = from] = event.actors;
  const number = event.closesLoop ? `back to ${event.state}` : String(event.state);
  yield `${indent}${id(from)}->>${id(to)}: ${mermaidText(`${number}. ${event.title}`)}\n`;
  const { changes } = event;
  const more = changes.length > MOST_CHANGES ? [`and ${changes.length - MOST_CHANGES} more`] : [];
  const lines = [...changes.slice(0, MOST_CHANGES), ...more].map(mermaidText);
  if (lines.length > 0) yield `${indent}Note right of ${id(to)}: ${lines.join('<br/>')}\n`;
}
