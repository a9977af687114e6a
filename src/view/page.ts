import { visible, type Trace, type TraceOrigin } from '../trace/index.ts';
import { pageData, type PageExtras } from './page-data.ts';
import { pageHead } from './page-head.ts';
import { pageHeader, type PageLink } from './page-header.ts';
import { plainTable } from './plain-table.ts';

/** The script and the style of the page, as the build made them from `viewer/`. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/** A trace with a name that tells it from another one on the same page. */
export interface LabelledTrace {
  readonly trace: Trace;
  readonly label: string;
}

/**
 * One HTML file that shows a trace, or two side by side. It needs nothing else: no network, no other file.
 */
export function* tracePage(
  traces: readonly LabelledTrace[],
  extras: PageExtras,
  assets: PageAssets,
  links: readonly PageLink[] = [],
): Generator<string> {
  const script = assets.script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const origin = traces.map(({ trace }) => originText(trace.origin)).find((text) => text !== '') ?? '';
  yield `${pageHead({ title: extras.title, style: assets.style, script })}<body>
${pageHeader(extras.title, origin, links)}<div id="app"></div>
<noscript>
`;
  for (const { trace, label } of traces) yield plainTable(trace, visible(label), extras);
  yield '\n</noscript>\n<script type="application/json" id="data">';
  yield JSON.stringify(pageData(traces, extras)).replaceAll('<', '\\u003c');
  yield `</script>\n<script>${script}</script>\n</body>\n</html>\n`;
}

function originText(origin: TraceOrigin | undefined): string {
  if (!origin) return '';
  const { module, config, tlcVersion, fp, seed, workers } = origin;
  return `${module} with ${config} · TLC ${tlcVersion} · -fp ${fp} -seed ${seed} -workers ${workers}`;
}
