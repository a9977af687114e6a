import { escapeMarkup, visible, type Trace, type TraceOrigin } from '../trace/index.ts';
import { pageData, type PageExtras } from './page-data.ts';
import { pageHead } from './page-head.ts';
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
): Generator<string> {
  const script = assets.script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  yield `${pageHead({ title: extras.title, style: assets.style, script })}<body>
<header class="page">
<h1>${escapeMarkup(visible(extras.title))}</h1>
${traces.map(({ trace }) => originLine(trace.origin)).find((line) => line !== '') ?? ''}
</header>
<div id="app"></div>
<noscript>
`;
  for (const { trace, label } of traces) yield plainTable(trace, visible(label), extras);
  yield '\n</noscript>\n<script type="application/json" id="data">';
  yield JSON.stringify(pageData(traces, extras)).replaceAll('<', '\\u003c');
  yield `</script>\n<script>${script}</script>\n</body>\n</html>\n`;
}

function originLine(origin: TraceOrigin | undefined): string {
  if (!origin) return '';
  const { module, config, tlcVersion, fp, seed, workers } = origin;
  const text = `${module} with ${config} · TLC ${tlcVersion} · -fp ${fp} -seed ${seed} -workers ${workers}`;
  return `<p class="origin">${escapeMarkup(visible(text))}</p>`;
}
