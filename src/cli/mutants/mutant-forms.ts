import { visible } from '../../trace/index.ts';
import type { Colors } from '../terminal.ts';
import { scoreOf, type Different, type MutantReport, type MutationReport } from './mutant-report.ts';

/** The version of the JSON form; a reader should refuse any other. */
export const MUTANTS_FORMAT = 'tracewright/mutants/1';

/** The mutants of a model for people: the score, then each mutant that something was missed of, then the others. */
export function mutantsText(report: MutationReport, colors: Colors): string {
  const lines = [
    summary(report),
    ...scoreLines(report).map(([name, score]) => `  ${name.padEnd(28)} ${score}`),
    ...notesOf(report).map((note) => `  note: ${visible(note)}`),
    '',
    ...report.mutants.flatMap((mutant) => {
      const [heading, ...rest] = mutantLines(mutant);
      const paint = isMissed(mutant) ? colors.yellow : (text: string) => text;
      return [`  ${paint(heading!)}`, ...rest.map((line) => `      ${colors.dim(line)}`)];
    }),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same as Markdown: the score and the mutants as tables. */
export function mutantsMarkdown(report: MutationReport): string {
  const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [
    `## ${cell(report.name)}`,
    '',
    summary(report),
    ...notesOf(report).flatMap((note) => ['', cell(note)]),
    '',
    '| who | notices |',
    '| --- | --- |',
    ...scoreLines(report).map(row),
    '',
    '| place | change | noticed by | separated by |',
    '| --- | --- | --- | --- |',
    ...report.mutants.map((mutant) => {
      const { location, kind, text, becomes } = mutant.mutation;
      return row([
        `${location.module}.tla:${location.beginLine}`,
        `${kind}: ${text} becomes ${becomes}`,
        mutant.noticedBy.join(', ') || '-',
        outcomeText(mutant),
      ]);
    }),
    '',
  ].join('\n');
}

/** The same as JSON. */
export const mutantsJson = (reports: readonly MutationReport[], problems: readonly string[]) => ({
  format: MUTANTS_FORMAT,
  problems,
  models: reports.map((report) => ({
    config: report.name,
    ...(report.note !== undefined && { note: report.note }),
    ...(report.isTogether && { together: true }),
    found: report.found,
    score: scoreOf(report),
    mutants: report.mutants.map(({ mutation, noticedBy, outcome }) => {
      const { kind, actions, location, text, becomes } = mutation;
      return { kind, actions, location, text, becomes, noticedBy, outcome };
    }),
  })),
});

/** Neither a property nor a test shows it, though it is another model, or nobody knows. */
const isMissed = ({ noticedBy, outcome }: MutantReport): boolean =>
  noticedBy.length === 0 && !['equivalent', 'broken'].includes(outcome.kind);

function summary(report: MutationReport): string {
  const count = (kind: MutantReport['outcome']['kind']): number =>
    report.mutants.filter(
      ({ outcome, noticedBy }) => outcome.kind === kind && (kind !== 'unknown' || noticedBy.length === 0),
    ).length;
  const { different } = scoreOf(report);
  const parts = [
    `${different} differ from the original`,
    `${count('equivalent')} equivalent`,
    ...(count('broken') > 0 ? [`${count('broken')} do not parse or evaluate`] : []),
    ...(count('unknown') > 0 ? [`${count('unknown')} not known`] : []),
  ];
  return `${visible(report.name)}: ${report.mutants.length} mutants: ${parts.join(', ')}`;
}

/** What has to be known to read the score. */
const notesOf = ({ note, isTogether, found, mutants }: MutationReport): readonly string[] => [
  ...(mutants.length < found ? [`a part of ${found} mutants was judged`] : []),
  ...(note === undefined ? [] : [note]),
  ...(isTogether
    ? [
        'each mutant was judged on one model after the other until something noticed it, and of the properties only the first is named',
      ]
    : []),
];

function scoreLines(report: MutationReport): readonly (readonly [name: string, score: string])[] {
  const { different, properties, noticed, separated, killed } = scoreOf(report);
  const of = (count: number): string => `${count} of ${different}`;
  return [
    ...properties.map(({ name, noticed: own }) => [visible(name), of(own)] as const),
    ['any of the properties', of(noticed)],
    ...(separated === undefined
      ? []
      : ([
          ['tests of the state graph', of(separated)],
          ['any of these', of(killed)],
        ] as const)),
  ];
}

function mutantLines({ mutation, noticedBy, outcome }: MutantReport): readonly string[] {
  const { location, kind, text, becomes, actions } = mutation;
  return [
    visible(`${location.module}.tla:${location.beginLine}  ${kind}  (${actions.join(', ')})`),
    visible(`${text}  becomes  ${becomes}`),
    ...(noticedBy.length > 0 ? [visible(`noticed by ${noticedBy.join(', ')}`)] : []),
    visible(outcomeText({ mutation, noticedBy, outcome })),
  ];
}

function outcomeText({ outcome }: MutantReport): string {
  switch (outcome.kind) {
    case 'different':
      return `${whoShows(outcome)}: ${outcome.difference}`;
    case 'larger':
      return `which test shows it is not known: ${outcome.difference}`;
    case 'equivalent':
      return 'equivalent: the same state graph';
    case 'broken':
      return `not a model: ${outcome.reason}`;
    case 'unknown':
      return `not known: ${outcome.reason}`;
  }
}

const whoShows = ({ by, isUntried }: Different): string =>
  by !== undefined
    ? `separated by ${by}`
    : isUntried
      ? 'no test of the suite comes there'
      : 'no test can insist';

/** Text in a table of Markdown: text only. */
const cell = (text: string): string =>
  visible(text)
    .split('\n')
    .join(' ')
    .replace(/[\\`*_[\]<>|#~&]/g, (character) => `\\${character}`);
