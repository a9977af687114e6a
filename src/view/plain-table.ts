import {
  endSentence,
  escapeMarkup,
  stateLines,
  traceEvents,
  whyLines,
  type TellingOptions,
  type Trace,
  type Why,
  type WhyLine,
} from '../trace/index.ts';

/** A table with more lines would be slow to open where scripts are off, and is read by nobody. */
const MOST_LINES = 20_000;

/** The trace as a table that needs no script: the number, the action, and what it changes. */
export function plainTable(trace: Trace, label: string, settings: TellingOptions): string {
  const rows = [row('1', 'initial state', '', stateLines(trace.initial))];
  let lines = trace.initial.size;
  let left = 0;
  for (const { state, title, alternatives, place, changes, closesLoop } of traceEvents(trace, settings)) {
    lines += 1 + changes.length;
    if (lines > MOST_LINES) {
      left++;
      continue;
    }
    const action = [title, ...alternatives].join(' or ');
    rows.push(row(closesLoop ? `back to ${state}` : String(state), action, place ?? '', changes));
  }
  const end = endSentence(trace);
  const notes = [
    ...(left > 0 ? [`${left} more steps are not shown here; the page shows them when scripts are on.`] : []),
    ...(end === undefined ? [] : [end]),
    ...trace.notes,
  ];
  return `<table>
<caption>${escapeMarkup(label)}</caption>
<thead><tr><th scope="col">state</th><th scope="col">action</th><th scope="col">place</th><th scope="col">changes</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
${notes.map((note) => `<p>${escapeMarkup(note)}</p>`).join('\n')}${trace.why ? whyText(trace.why) : ''}`;
}

/** What each line says of its text, in words. */
const WORDS: Readonly<Record<WhyLine['mark'], string>> = {
  true: 'true',
  false: 'FALSE',
  error: 'error',
  unknown: '?',
  open: '-',
  note: '',
};

/** Why the property is false, as an outline in plain text. */
function whyText(why: Why): string {
  const lines = whyLines(why).map(({ depth, mark, lead, text, detail, place = '' }) => {
    const words = [WORDS[mark].padEnd(5), lead, text, detail && `(${detail})`, place];
    return '  '.repeat(depth) + words.filter((word) => word !== '').join(' ');
  });
  return `\n<h2>Why it is violated</h2>\n<pre>${lines.map(escapeMarkup).join('\n')}</pre>`;
}

const row = (number: string, action: string, place: string, changes: readonly string[]): string =>
  `<tr><th scope="row">${number}</th><td>${escapeMarkup(action)}</td><td>${escapeMarkup(place)}</td><td>${changes.map(escapeMarkup).join('<br>')}</td></tr>`;
