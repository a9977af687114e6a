import { csv } from './csv.ts';
import { dot } from './dot.ts';
import type { ExportFormat } from './format.ts';
import { itf } from './itf/index.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { mermaidSequence } from './mermaid-sequence.ts';
import { mermaidState } from './mermaid-state.ts';
import { perfetto } from './perfetto.ts';
import { plantuml } from './plantuml.ts';
import { shiviz } from './shiviz.ts';
import { svg } from './svg/index.ts';
import { tla } from './tla.ts';
import { vcd } from './vcd/index.ts';

/** Every format by its name; a new one is a file and a line here. */
export const EXPORT_FORMATS: ReadonlyMap<string, ExportFormat> = new Map(
  [
    json,
    itf,
    tla,
    markdown,
    mermaidSequence,
    mermaidState,
    dot,
    csv,
    plantuml,
    shiviz,
    perfetto,
    vcd,
    svg,
  ].map((format) => [format.name, format]),
);
