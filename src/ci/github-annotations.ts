import { traceEvents, visible, type Trace } from '../trace/index.ts';
import type { CiRun } from './ci-run.ts';
import { findingsOf, type Finding } from './findings.ts';
import { linkedFile, pathFromRoot } from './paths.ts';

/** An annotation is a hint beside a line; a longer counterexample is in the job summary. */
const MOST_STEPS = 30;
const LONGEST_TITLE = 200;

/** Workflow commands by which GitHub Actions shows what is not as expected beside the lines that it is about. */
export const githubAnnotations = (run: CiRun): readonly string[] =>
  findingsOf(run).map((finding) => {
    const properties = Object.entries(propertiesOf(finding, run)).map(
      ([name, value]) => `${name}=${escapeProperty(value)}`,
    );
    const lines = [finding.title, ...finding.details, ...(finding.trace ? stepTitles(finding.trace) : [])];
    return `::${finding.level} ${properties.join(',')}::${escapeData(lines.join('\n'))}`;
  });

/**
 * Commands between which GitHub takes no line for a command, whatever a specification prints; `token` must be one that
 * nobody can guess.
 */
export const commandsOff = (token: string): string => `::stop-commands::${token}`;
export const commandsOn = (token: string): string => `::${token}::`;

function propertiesOf({ place, title }: Finding, run: CiRun): Readonly<Record<string, string>> {
  const region = place?.region;
  const isOneLine =
    region !== undefined && region.endLine === region.beginLine && region.endColumn >= region.beginColumn;
  return {
    ...(place && {
      file: visible(pathFromRoot(linkedFile(place.file, run), run)),
      line: String(region?.beginLine ?? 1),
    }),
    ...(region && region.endLine > region.beginLine && { endLine: String(region.endLine) }),
    ...(isOneLine && { col: String(region.beginColumn), endColumn: String(region.endColumn) }),
    title: [...title].slice(0, LONGEST_TITLE).join(''),
  };
}

/** The counterexample in short: a line a step. */
function stepTitles(trace: Trace): readonly string[] {
  const events = traceEvents(trace);
  const shown = events
    .slice(0, MOST_STEPS)
    .map(({ state, title, closesLoop }) =>
      closesLoop ? `loop: ${title} leads back to state ${state}` : `${state}. ${title}`,
    );
  const more = events.length - shown.length;
  return ['1. initial state', ...shown, ...(more > 0 ? [`and ${more} more steps`] : [])];
}

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
