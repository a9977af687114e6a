import { describeReport, standingOf, type ModelReport, type Standing } from '../check/index.ts';
import { EXPORT_FORMATS } from '../export/index.ts';
import { visible, type Trace } from '../trace/index.ts';
import type { CiRun } from './ci-run.ts';
import { findingsOf, modelTitle } from './findings.ts';
import { pathFromRoot } from './paths.ts';

/** GitHub refuses the whole summary of a step that is longer, in bytes. */
export const SUMMARY_LIMIT = 1 << 20;

/** Mermaid draws no longer text, in characters. */
const LONGEST_PICTURE = 50_000;

const MARKS: Readonly<Record<Standing, string>> = {
  'as-expected': '\u2705 as expected',
  'not-as-expected': '\u274c not as expected',
  incomplete: '\u26a0\ufe0f in part',
  'did-not-run': '\u274c no verdict',
  interrupted: '\u274c interrupted',
};

/**
 * A check as Markdown for the summary of a job: a table of all verdicts, and a picture of each counterexample. What does
 * not fit into `room` (bytes) is left out, and the text says so; it is empty where not even that fits.
 */
export function jobSummary(run: CiRun, room: number, traces: 'every' | 'unexpected' = 'unexpected'): string {
  const rows = [
    ...run.problems.map(({ file, message }) =>
      row(file === undefined ? '' : pathFromRoot(file, run), '\u274c problem', message, ''),
    ),
    ...run.reports.map((report) => modelRow(report, run)),
    ...run.notStarted.map(({ config }) =>
      row(pathFromRoot(config, run), '\u274c not started', 'the check was interrupted', ''),
    ),
  ];
  const shown = run.reports.filter(
    (report) => traceOf(report) && (traces === 'every' || !report.grade.asExpected),
  );
  const text = new Limited(room - NOTE_ROOM);
  text.add(`## Model check\n\n${countLine(run)}\n\n`);
  const head = '| model | result | what TLC says | time |\n| --- | --- | --- | --- |\n';
  const left = { rows: rows.length, pictures: shown.length };
  if (rows.length > 0 && text.add(head)) for (const each of rows) if (text.add(each)) left.rows--;
  for (const report of shown) if (text.add(picture(report))) left.pictures--;
  const note = leftOutNote(left);
  const whole = note === '' ? text.text : `${text.text}\n${note}`;
  return byteLength(whole) <= room ? whole : '';
}

const NOTE_ROOM = 300;

/** Text that grows as long as it fits. What comes after the first piece that does not fit may still be shorter. */
class Limited {
  text = '';
  #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  add(piece: string): boolean {
    const bytes = byteLength(piece);
    if (bytes > this.#room) return false;
    this.#room -= bytes;
    this.text += piece;
    return true;
  }
}

const byteLength = (text: string): number => Buffer.byteLength(text, 'utf8');

function leftOutNote({ rows, pictures }: { readonly rows: number; readonly pictures: number }): string {
  const parts = [
    ...(rows > 0 ? [`${rows} ${rows === 1 ? 'row of the table' : 'rows of the table'}`] : []),
    ...(pictures > 0 ? [`${pictures} ${pictures === 1 ? 'counterexample' : 'counterexamples'}`] : []),
  ];
  if (parts.length === 0) return '';
  return `> **Left out**, because a job summary has at most 1 MiB: ${parts.join(' and ')}. The log of the job has everything.\n`;
}

function countLine(run: CiRun): string {
  const errors = findingsOf(run).filter(({ level }) => level === 'error').length;
  const models = new Set(run.reports.map(({ task }) => task.config)).size;
  const findings =
    errors === 0
      ? 'nothing that is not as expected'
      : `**${errors} ${errors === 1 ? 'finding' : 'findings'}**`;
  return `${models} ${models === 1 ? 'model' : 'models'}, ${findings}, exit code ${run.exitCode}`;
}

function modelRow(report: ModelReport, run: CiRun): string {
  const { task, grade, run: tlc, cachedAt } = report;
  const only = task.only ? ` (${task.only.join(', ')})` : '';
  const reason = grade.asExpected || !task.expected ? '' : `: ${grade.reason}`;
  const why = task.expected?.why !== undefined && grade.asExpected ? `. ${task.expected.why}` : '';
  const time =
    cachedAt !== undefined ? 'from the cache' : tlc ? `${(tlc.wallMilliseconds / 1000).toFixed(1)} s` : '';
  return row(
    `${pathFromRoot(task.config, run)}${only}`,
    MARKS[standingOf(report)],
    `${describeReport(report)}${reason}${why}`,
    time,
  );
}

const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |\n`;

/** Text in a cell of a table: a character of Markdown or HTML stands as an entity, so that nothing is markup. */
const cell = (text: string): string => plain(visible(text).replace(/\s*\n\s*/g, ' '));

const plain = (text: string): string =>
  text
    .replace(
      /[^\p{L}\p{N}\p{Extended_Pictographic}\ufe0f .,;()/=+'-]/gu,
      (mark) => `&#${mark.codePointAt(0)};`,
    )
    // A word that looks like an address would become a link.
    .replace(/\bwww\./gi, (start) => `${start.slice(0, 3)}&#46;`);

const traceOf = ({ verdict }: ModelReport): Trace | undefined =>
  'trace' in verdict ? verdict.trace : undefined;

function picture(report: ModelReport): string {
  const trace = traceOf(report);
  const format = EXPORT_FORMATS.get('mermaid');
  if (!trace || !format) return '';
  const title = modelTitle(report);
  const mermaid = [...format.write(trace, { title })].join('');
  const states = trace.steps.length + 1;
  const body =
    mermaid.length > LONGEST_PICTURE
      ? `The counterexample has ${states} states: too many for a picture here.\n`
      : `\`\`\`mermaid\n${mermaid}\`\`\`\n`;
  const open = report.grade.asExpected ? '' : ' open';
  return `\n<details${open}><summary>${plain(title.replaceAll('\n', ' '))}: ${states} ${states === 1 ? 'state' : 'states'}</summary>\n\n${body}\n</details>\n`;
}
