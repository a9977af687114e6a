import { escapeMarkup, visible } from '../trace/index.ts';
import { pageHead } from './page-head.ts';
import { pageAddress, pageHeader, type PageLink } from './page-header.ts';

/** A model in the overview of a report. */
export interface ReportEntry {
  readonly name: string;
  /** `ok`: as expected; `part`: nothing found, but too little was searched to say more. */
  readonly mark: 'ok' | 'part' | 'fail';
  /** What TLC said, as a sentence. */
  readonly verdict: string;
  /** Why an expected violation is one. */
  readonly why?: string;
  readonly seconds?: number;
  /** The file beside the overview that shows the counterexample. */
  readonly page?: string;
  /** The file beside the overview that shows the coverage of its actions. */
  readonly coverage?: string;
}

const MARKS = { ok: '\u2713 as expected', part: '~ in part', fail: '\u2717 not as expected' } as const;

/** The overview of a report: every model with its verdict and a link to its counterexample. Without any script. */
export function reportIndex(
  title: string,
  entries: readonly ReportEntry[],
  style: string,
  links: readonly PageLink[] = [],
): string {
  const counts = (['fail', 'part', 'ok'] as const).flatMap((mark) => {
    const { length } = entries.filter((entry) => entry.mark === mark);
    return length > 0 ? [`${length} ${MARKS[mark].slice(2)}`] : [];
  });
  const summary = `${entries.length} ${entries.length === 1 ? 'model' : 'models'}: ${counts.join(', ')}`;
  return `${pageHead({ title, style })}<body>
${pageHeader(title, summary, links)}<main class="models">
<table>
<thead><tr><th scope="col">model</th><th scope="col">result</th><th scope="col">what TLC says</th><th scope="col">time</th></tr></thead>
<tbody>
${entries.map(row).join('\n')}
</tbody>
</table>
</main>
</body>
</html>
`;
}

function row({ name, mark, verdict, why, seconds, page, coverage }: ReportEntry): string {
  const text = escapeMarkup(visible(verdict));
  const shown = page === undefined ? text : `<a href="${pageAddress(page)}">${text}</a>`;
  const reason = why === undefined ? '' : `<p class="dim">${escapeMarkup(visible(why))}</p>`;
  const covered = coverage === undefined ? '' : `<p><a href="${pageAddress(coverage)}">coverage</a></p>`;
  const time = seconds === undefined ? '' : `${seconds.toFixed(1)} s`;
  return `<tr><th scope="row">${escapeMarkup(visible(name))}</th><td class="mark-${mark}">${MARKS[mark]}</td><td>${shown}${reason}${covered}</td><td>${time}</td></tr>`;
}
