import { createHash } from 'node:crypto';
import { visible, type Trace, type TraceOrigin } from '../trace/index.ts';
import { html } from './html.ts';
import { pageData, type PageExtras } from './page-data.ts';
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

/** Stands at the beginning of each page. */
export const PAGE_MARK = '<!-- written by Tracewright -->';

/**
 * One HTML file that shows a trace, or two side by side. It needs nothing else: no network, no other file. The policy in
 * it lets only its own script and style run, so that no text of a trace can do anything even if it were taken for markup.
 */
export function* tracePage(
  traces: readonly LabelledTrace[],
  extras: PageExtras,
  assets: PageAssets,
): Generator<string> {
  // What would end the element early is written so that it means the same to the script.
  const script = assets.script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const style = assets.style.replaceAll('</', '<\\/');
  const title = visible(extras.title);
  yield `<!doctype html>
${PAGE_MARK}
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '${hash(script)}'; style-src '${hash(style)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${html(title)}</title>
<style>${style}</style>
</head>
<body>
<header class="page">
<h1>${html(title)}</h1>
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

const hash = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

function originLine(origin: TraceOrigin | undefined): string {
  if (!origin) return '';
  const { module, config, tlcVersion, fp, seed, workers } = origin;
  const text = `${module} with ${config} · TLC ${tlcVersion} · -fp ${fp} -seed ${seed} -workers ${workers}`;
  return `<p class="origin">${html(visible(text))}</p>`;
}
