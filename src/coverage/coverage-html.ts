import { escapeMarkup, grouped, visible } from '../trace/index.ts';
import { pageAddress, pageHead, pageHeader, type PageLink } from '../view/index.ts';
import {
  flawOf,
  idleInstances,
  isJudged,
  modelsText,
  neverTaken,
  type CoveredAction,
  type CoveredPart,
  type ModuleCoverage,
  type SuiteCoverage,
} from './coverage.ts';
import { paintSource, type PaintedLine, type PaintedPiece } from './paint-source.ts';

/** A module with what it takes to show it. */
export interface CoveredModule {
  readonly coverage: ModuleCoverage;
  /** As a reader knows the file. */
  readonly path: string;
  /** The same, with the folder of the models where those of several folders have the module. */
  readonly title: string;
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
  const untaken = actions.filter(({ taken }) => taken === 0).length;
  const never = modules.flatMap(({ coverage }) =>
    neverTaken(coverage).filter((action) => isJudged(coverage, action)),
  );
  const told = [
    ...(untaken === 0 ? ['each of them taken'] : [`${untaken} not taken`]),
    ...(never.length === 0 ? [] : [`${never.length} of these in no model, though one should`]),
  ];
  const summary = `${actions.length} ${actions.length === 1 ? 'action' : 'actions'}, initial predicates included: ${told.join(', ')}`;
  return page(TITLE, style, links, summary, [
    '<main class="coverage">',
    ...modules.map(moduleTable),
    '</main>',
  ]);
}

const LEGEND = [
  'The number beside a line is how often TLC evaluated what begins there; of an action, how often it was taken.',
  'Of a conjunct of a guard that begins there, the second pair says how often it was true / false where all before it was true.',
  'Point at a part to see its own. What never happened is marked.',
].join(' ');

/** The page of a module: its text, painted with how often TLC evaluated what. Without any script. */
export function coveragePage(
  { coverage, path, title, text }: CoveredModule,
  style: string,
  links: readonly PageLink[],
): string {
  const lines = paintSource(text, coverage);
  return page(`Coverage of ${coverage.module}`, style, links, `${title} \u00b7 ${modelsText(coverage)}`, [
    '<main class="coverage">',
    `<p class="dim">${LEGEND}</p>`,
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

const shown = (text: string): string => escapeMarkup(visible(text));

function moduleTable({ coverage, title, page: file }: CoveredModule): string {
  const hasSuite = coverage.actions.some(({ suite }) => suite);
  const columns = [
    ...['action', 'line', 'taken', 'states found'],
    ...(hasSuite ? ['transitions planned by the suite', 'refusals planned'] : []),
    'what never happened',
  ];
  const head = columns.map((column) => `<th scope="col">${column}</th>`).join('');
  const rows = coverage.actions.map((action) => actionRow(action, coverage, file, hasSuite));
  return `<section>
<h2><a href="${pageAddress(file)}">${shown(title)}</a></h2>
<p class="dim">${shown(modelsText(coverage))}</p>
${coverage.notes.map((note) => `<p class="note">${shown(note)}</p>\n`).join('')}${rows.length === 0 ? '<p>No action stands in it.</p>' : `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`}
</section>`;
}

function actionRow(action: CoveredAction, coverage: ModuleCoverage, file: string, hasSuite: boolean): string {
  const { name, location, taken, found, suite } = action;
  const line = location.beginLine;
  const cells = [
    `<a href="${pageAddress(file)}#L${line}">${line}</a>`,
    taken > 0 ? grouped(taken) : untakenCell(action, coverage),
    found === undefined ? '' : grouped(found),
    ...(hasSuite && suite ? planTexts(suite) : []),
    ...(hasSuite && !suite ? ['', ''] : []),
    flawsOf(action)
      .map((flaw) => `<div>${shown(flaw)}</div>`)
      .join(''),
  ];
  return `<tr><th scope="row">${shown(name)}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function untakenCell(action: CoveredAction, coverage: ModuleCoverage): string {
  if (!isJudged(coverage, action)) return 'not so far';
  return coverage.allowed.includes(action.name)
    ? 'never, as allowed'
    : '<strong class="never">never</strong>';
}

/** The transitions and the refusals that a suite plans, `12 of 15` and `8`; a dash where the implementation chooses them. */
export const planTexts = ({
  planned,
  transitions,
  refusals,
}: SuiteCoverage): readonly [transitions: string, refusals: string] => [
  planned === undefined ? '-' : `${grouped(planned)} of ${grouped(transitions)}`,
  refusals === undefined ? '-' : grouped(refusals),
];

const flawsOf = (action: CoveredAction): readonly string[] => [
  ...idleInstances(action).map(({ name }) => `${name}: never taken`),
  ...action.parts.flatMap((part) => {
    const flaw = flawOf(part);
    return flaw === undefined ? [] : [`${part.text}: ${flaw}`];
  }),
];

function line({ pieces, count, tests }: PaintedLine, index: number): string {
  const number = index + 1;
  const counted = count === undefined ? '' : grouped(count);
  const pairs = tests.map(({ passed, refused }) => `${grouped(passed)}/${grouped(refused)}`).join(' ');
  return `<span class="line" id="L${number}"><span class="line-number">${number}</span><span class="count${count === 0 ? ' zero' : ''}">${counted}</span><span class="tests">${pairs}</span>${pieces.map(piece).join('')}\n</span>`;
}

function piece({ text, count, action, part }: PaintedPiece): string {
  const words = [
    ...(count === undefined ? [] : [countText(count, action)]),
    ...(part === undefined || count === 0 ? [] : [partText(part)]),
  ];
  if (words.length === 0) return shown(text);
  const kind = kindOf(count, part);
  const element = kind === 'hit' ? 'span' : 'mark';
  return `<${element} class="${kind}" title="${shown(words.join('; '))}">${shown(text)}</${element}>`;
}

/** `zero`: it never happened; `half`: not in each way in which it could have. */
function kindOf(count: number | undefined, part: CoveredPart | undefined): 'zero' | 'half' | 'hit' {
  const flaw = part && flawOf(part);
  if (count === 0 || (count === undefined && flaw === 'never reached')) return 'zero';
  return flaw === undefined || flaw === 'never reached' ? 'hit' : 'half';
}

function countText(count: number, action: string | undefined): string {
  const verb = action === undefined ? 'evaluated' : 'taken';
  if (count === 0) return `never ${verb}`;
  return `${verb} ${timesText(count)}`;
}

const timesText = (count: number): string => (count === 1 ? 'once' : `${grouped(count)} times`);

/** What a part came to, for whoever points at it. */
function partText(part: CoveredPart): string {
  const { kind, passed, refused, failed, actions } = part;
  const flaw = flawOf(part);
  const counts =
    kind === 'update'
      ? `reached ${timesText(passed)}`
      : `${grouped(passed)} true, ${grouped(refused)} false${failed === 0 ? '' : `, ${grouped(failed)} not evaluated`}`;
  const what = { guard: 'this conjunct', condition: 'this condition', update: 'this update' }[kind];
  return `${what} of ${actions.join(', ')}: ${flaw === 'never reached' ? flaw : counts + (flaw === undefined ? '' : `, ${flaw}`)}`;
}
