import { describeLimit, type ActionCoverage } from '../check/index.ts';
import { escapeMarkup, grouped, visible } from '../trace/index.ts';
import { pageHead, pageHeader, type PageLink } from '../view/index.ts';
import { actionPlace, flawOf, placeOf, type CoveredModel } from './covered-model.ts';
import { lineId, paintedSource, type PaintedPart } from './painted-source.ts';

/** One HTML file with the coverage of a model: its actions as a table, and its modules painted. Without any script. */
export function coveragePage(model: CoveredModel, style: string, links: readonly PageLink[] = []): string {
  const { name, coverage } = model;
  const title = `Coverage of ${name}`;
  const within = coverage.limits.map((limit) => `within ${describeLimit(limit)}`);
  const origin = [`${grouped(coverage.states)} states`, ...within].join(', ');
  const sources = [...coverage.modules].map(
    ([module, { text }]) =>
      `<section><h2>${escapeMarkup(visible(module))}</h2>\n${paintedSource(module, text, partsIn(module, coverage.actions))}</section>`,
  );
  return `${pageHead({ title, style })}<body>
${pageHeader(title, origin, links)}<main class="coverage">
<p class="dim">Of a conjunct: how often it was true / false where all before it was true. Of an update: how often an action came to it.
\u2713 both were seen, ~ never false, \u2717 never true or never reached.</p>
${coverage.notes.map((note) => `<p class="note">${shown(note)}</p>\n`).join('')}<table>
<thead><tr><th scope="col">action</th><th scope="col">taken</th>${model.suite ? '<th scope="col">walked</th><th scope="col">refused</th>' : ''}<th scope="col">place</th><th scope="col">what never happened</th></tr></thead>
<tbody>
${coverage.actions.map((action) => row(action, model)).join('\n')}
</tbody>
</table>
${sources.join('\n')}
</main>
</body>
</html>
`;
}

const shown = (text: string): string => escapeMarkup(visible(text));

function row(action: ActionCoverage, { suite, allowed = [], coverage }: CoveredModel): string {
  const inSuite = suite?.get(action.name);
  const cells = suite
    ? [
        inSuite ? `${grouped(inSuite.walked)} of ${grouped(inSuite.transitions)}` : '',
        inSuite ? grouped(inSuite.refused) : '',
      ]
    : [];
  const isFlawed = action.taken === 0 && !allowed.includes(action.name);
  const instances = action.instances.filter(({ taken }) => taken === 0 && action.taken > 0);
  const flaws = [
    ...(action.taken > 0 ? [] : [isFlawed ? '\u2717 the action' : 'the action, as allowed']),
    ...instances.map(({ name }) => name),
    ...action.parts.flatMap((part) => {
      const flaw = flawOf(part);
      return flaw === undefined ? [] : [`${part.text}: ${flaw}`];
    }),
  ];
  const { location } = action;
  const place = shown(actionPlace(action));
  const isShown = location && coverage.modules.has(location.module);
  return `<tr${isFlawed ? ' class="never"' : ''}><th scope="row">${shown(action.name)}</th><td>${grouped(action.taken)}</td>${cells.map((cell) => `<td>${cell}</td>`).join('')}<td>${isShown ? `<a href="#${lineId(location.module, location.beginLine)}">${place}</a>` : place}</td><td>${flaws.map((flaw) => `<div>${shown(flaw)}</div>`).join('')}</td></tr>`;
}

/** A part that several actions share is painted once, with the sum of its counts. */
function partsIn(module: string, actions: readonly ActionCoverage[]): readonly PaintedPart[] {
  const parts = new Map<string, PaintedPart>();
  for (const { name, parts: own } of actions)
    for (const part of own) {
      if (part.location.module !== module) continue;
      const key = `${placeOf(part.location)}:${part.location.beginColumn}:${part.location.endLine}:${part.location.endColumn}`;
      const before = parts.get(key);
      parts.set(key, {
        ...part,
        passed: part.passed + (before?.passed ?? 0),
        refused: part.refused + (before?.refused ?? 0),
        failed: part.failed + (before?.failed ?? 0),
        actions: [...new Set([...(before?.actions ?? []), name])],
      });
    }
  return [...parts.values()];
}
