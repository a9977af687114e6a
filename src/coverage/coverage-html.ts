import { escapeMarkup, grouped, visible } from '../trace/index.ts';
import { pageAddress, pageHead, pageHeader, type PageLink } from '../view/index.ts';
import { modelsText, neverTaken, type CoveredAction, type ModuleCoverage } from './coverage.ts';
import { paintSource, type PaintedLine, type PaintedPiece } from './paint-source.ts';

/** A module with what it takes to show it. */
export interface CoveredModule {
  readonly coverage: ModuleCoverage;
  /** As a reader knows the file. */
  readonly path: string;
  readonly text: string;
  /** The file name of its page. */
  readonly page: string;
}

const TITLE = 'Coverage of the specification';

/** The page that lists all actions of all modules, with how often TLC took them. Without any script. */
export function coverageIndex(
  modules: readonly CoveredModule[],
  style: string,
  links: readonly PageLink[],
): string {
  const actions = modules.flatMap(({ coverage }) => coverage.actions);
  const never = modules.flatMap(({ coverage }) => neverTaken(coverage));
  const summary = `${actions.length} ${actions.length === 1 ? 'action' : 'actions'}, initial predicates included: ${never.length === 0 ? 'each of them taken' : `${never.length} never taken`}`;
  return page(TITLE, style, links, summary, [
    '<main class="coverage">',
    ...modules.map(moduleTable),
    '</main>',
  ]);
}

/** The page of a module: its text, painted with how often TLC evaluated what. Without any script. */
export function coveragePage(
  { coverage, path, text }: CoveredModule,
  style: string,
  links: readonly PageLink[],
): string {
  const lines = paintSource(text, coverage);
  return page(`Coverage of ${coverage.module}`, style, links, `${path} \u00b7 ${modelsText(coverage)}`, [
    '<main class="coverage">',
    '<p class="dim">The number beside a line is how often TLC evaluated what begins there; of an action, how often it was taken. Point at a part to see its own. What was never evaluated is marked.</p>',
    `<pre tabindex="0" aria-label="${escapeMarkup(visible(path))}">${lines.map(line).join('')}</pre>`,
    '</main>',
  ]);
}

const page = (
  title: string,
  style: string,
  links: readonly PageLink[],
  origin: string,
  body: readonly string[],
): string =>
  `${pageHead({ title, style })}<body>\n${pageHeader(title, origin, links)}${body.join('\n')}\n</body>\n</html>\n`;

function moduleTable({ coverage, path, page: file }: CoveredModule): string {
  const rows = coverage.actions.map((action) => actionRow(action, file));
  return `<section>
<h2><a href="${pageAddress(file)}">${escapeMarkup(visible(path))}</a></h2>
<p class="dim">${modelsText(coverage)}</p>
${rows.length === 0 ? '<p>No action stands in it.</p>' : `<table>\n<thead><tr><th scope="col">action</th><th scope="col">line</th><th scope="col">taken</th><th scope="col">states found</th></tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`}
</section>`;
}

function actionRow({ name, location, taken, found }: CoveredAction, file: string): string {
  const line = location.beginLine;
  const count = taken === 0 ? '<strong class="never">never</strong>' : grouped(taken);
  return `<tr><th scope="row">${escapeMarkup(visible(name))}</th><td><a href="${pageAddress(file)}#L${line}">${line}</a></td><td>${count}</td><td>${grouped(found)}</td></tr>`;
}

function line({ pieces, count }: PaintedLine, index: number): string {
  const number = index + 1;
  const shown = count === undefined ? '' : grouped(count);
  return `<span class="line" id="L${number}"><span class="line-number">${number}</span><span class="count${count === 0 ? ' zero' : ''}">${shown}</span>${pieces.map(piece).join('')}\n</span>`;
}

function piece({ text, count, action }: PaintedPiece): string {
  const shown = escapeMarkup(visible(text));
  if (count === undefined) return shown;
  const times = count === 1 ? 'once' : `${grouped(count)} times`;
  const what =
    action === undefined
      ? count === 0
        ? 'never evaluated'
        : `evaluated ${times}`
      : count === 0
        ? 'never taken'
        : `taken ${times}`;
  const name = count === 0 ? 'zero' : 'hit';
  return count === 0
    ? `<mark class="${name}" title="${what}">${shown}</mark>`
    : `<span class="${name}" title="${what}">${shown}</span>`;
}
