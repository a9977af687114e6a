import {
  type Trace,
  endSentence,
  stateLines,
  traceEvents,
  traceTitle,
  type TraceEvent,
} from '../trace/index.ts';
import type { ExportFormat } from './format.ts';

/** A numbered list of steps with their differences, as GitHub and GitLab show it. */
export const markdown: ExportFormat = {
  name: 'markdown',
  extension: 'md',
  description: 'a numbered list of steps with what each changes',
  *write(trace, settings) {
    yield `# ${plain(traceTitle(trace, settings))}\n\n1. initial state\n\n${block('tla', stateLines(trace.initial))}`;
    for (const event of traceEvents(trace, settings)) yield item(event);
    yield* footer(trace);
  },
};

function item({ state, title, alternatives, place, differences, changes, closesLoop }: TraceEvent): string {
  const also = alternatives.length > 0 ? ` or ${alternatives.map(code).join(' or ')}` : '';
  const where = place === undefined ? '' : `, ${code(place)}`;
  const heading = `${code(title)}${also}${where}`;
  const marks = differences.map(({ change }) => MARKS[change.kind]);
  const body =
    changes.length === 0
      ? '   no variable changes\n'
      : block(
          'diff',
          changes.map((line, i) => `${marks[i]} ${line}`),
        );
  return closesLoop
    ? `\n**Loop:** ${heading} leads back to state ${state}\n\n${body}`
    : `\n${state}. ${heading}\n\n${body}`;
}

const MARKS = { changed: '!', added: '+', removed: '-' } as const;

function* footer(trace: Trace): Generator<string> {
  const end = endSentence(trace);
  if (end !== undefined) yield `\n${sentence(end)}\n`;
  for (const note of trace.notes) yield `\nNote: ${plain(note)}\n`;
  const { origin } = trace;
  if (origin) {
    const { tlcVersion, fp, seed, workers } = origin;
    yield `\nTLC ${plain(tlcVersion)}, ${code(`-fp ${fp} -seed ${seed} -workers ${workers}`)}\n`;
  }
}

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

/** A fenced block inside of a list item, with a fence that its text does not contain. */
function block(language: string, lines: readonly string[]): string {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return `${[`${fence}${language}`, ...lines, fence].map((line) => `   ${line}\n`).join('')}`;
}

/** Text in which nothing is markup. */
const plain = (text: string): string =>
  text.replace(/[\\`*_{}[\]<>()#+\-.!|&~$@:]/g, (mark) =>
    mark === '.' || mark === '-' || mark === ':' ? mark : `\\${mark}`,
  );

/** A code span, with as many backticks around it as it takes. */
function code(text: string): string {
  const ticks = '`'.repeat(longestRun(text) + 1);
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${ticks}${space}${text}${space}${ticks}`;
}

const longestRun = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
