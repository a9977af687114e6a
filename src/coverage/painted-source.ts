import { offsetOf, type PartCoverage } from '../check/index.ts';
import { escapeMarkup, grouped, visible, type SourceLocation } from '../trace/index.ts';
import { flawOf, type PartFlaw } from './covered-model.ts';

/** A part of a module, with what actions it belongs to. */
export interface PaintedPart extends PartCoverage {
  readonly actions: readonly string[];
}

const CLASSES: Readonly<Record<PartFlaw, string>> = {
  'never reached': 'never',
  'never true': 'never',
  'never false': 'half',
  'not evaluated': 'half',
};
const SIGNS: Readonly<Record<string, string>> = { never: '\u2717', half: '~', full: '\u2713' };

/**
 * A module as an ordered list of lines, its guards and updates marked by what they did, and each line with its counts.
 * Without any script; the text of the module is text.
 */
export function paintedSource(module: string, text: string, parts: readonly PaintedPart[]): string {
  const lines = text.split(/\r\n|\r|\n/);
  const rows = lines.map((line, i) => {
    const number = i + 1;
    const here = parts.filter(({ location }) => location.beginLine <= number && number <= location.endLine);
    const begin = here.filter(({ location }) => location.beginLine === number);
    const sign = SIGNS[worst(begin.map(classOf))] ?? '';
    const counts = begin.map(countsOf).join(' · ');
    return `<li id="${lineId(module, number)}"><span class="counts">${escapeMarkup(counts)} ${sign}</span><code>${paintLine(line, number, here)}</code></li>`;
  });
  return `<ol class="source">\n${rows.join('\n')}\n</ol>`;
}

/** The anchor of a line. */
export const lineId = (module: string, line: number): string => `${module}-${line}`;

const classOf = (part: PartCoverage): string => CLASSES[flawOf(part) as PartFlaw] ?? 'full';

const worst = (classes: readonly string[]): string =>
  ['never', 'half', 'full'].find((name) => classes.includes(name)) ?? '';

const countsOf = ({ kind, passed, refused }: PartCoverage): string =>
  kind === 'update' ? grouped(passed) : `${grouped(passed)}/${grouped(refused)}`;

function paintLine(line: string, number: number, parts: readonly PaintedPart[]): string {
  const pieces = parts
    .map((part) => ({ part, ...extentIn(line, number, part.location) }))
    .sort((a, b) => a.from - b.from || b.to - a.to);
  let html = '';
  let at = 0;
  for (const { part, from, to } of pieces) {
    // What lies in a part that is painted already is painted with it.
    if (from < at || to <= from) continue;
    html += `${shown(line.slice(at, from))}<span class="${classOf(part)}" title="${escapeMarkup(visible(titleOf(part)))}">${shown(line.slice(from, to))}</span>`;
    at = to;
  }
  return html + shown(line.slice(at));
}

const shown = (text: string): string => escapeMarkup(visible(text));

function extentIn(
  line: string,
  number: number,
  { beginLine, beginColumn, endLine, endColumn }: SourceLocation,
): { readonly from: number; readonly to: number } {
  const indent = line.length - line.trimStart().length;
  return {
    from: beginLine === number ? offsetOf(line, beginColumn) : indent,
    to: endLine === number ? offsetOf(line, endColumn + 1) : line.length,
  };
}

function titleOf(part: PaintedPart): string {
  const { kind, passed, refused, failed, actions } = part;
  const flaw = flawOf(part);
  const counts =
    kind === 'update'
      ? `reached ${grouped(passed)} times`
      : `${grouped(passed)} times true, ${grouped(refused)} times false`;
  const failures = failed === 0 ? '' : `, ${grouped(failed)} times not to be evaluated`;
  return `${flaw === undefined ? '' : `${flaw}: `}${counts}${failures}; ${actions.join(', ')}`;
}
