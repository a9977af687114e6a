import { el } from './dom.ts';
import { PicturePanel } from './picture-panel.ts';
import { readPage } from './read-page.ts';
import { rowText, stepOf } from './row-text.ts';
import { RoadsPanel, title } from './roads-panel.ts';
import { Search } from './search.ts';
import { SourcePanel } from './source-panel.ts';
import { firstDifference, StatePanel } from './state-panel.ts';
import { StepsList } from './steps-list.ts';
import { Toolbar } from './toolbar.ts';
import { clamp, fromHash, toHash, type ViewState } from './view-state.ts';
import { positionOf } from './walk.ts';
import { whyPanel } from './why-panel.ts';

/** Puts the page together; from here on every change goes through `change`. */
function start(): void {
  const { data, traces } = readPage();
  const [first, second] = traces;
  if (!first) return;
  const rows = Math.max(...traces.map((trace) => trace.rows));
  const names = [...new Set(traces.flatMap(({ variables }) => variables))];
  const search = new Search(traces, rows);
  const canWalk = !second && first.trace.nearby !== undefined;
  const chosen = (): Omit<ViewState, 'query'> => {
    const named = fromHash(location.hash, rows, names);
    return canWalk ? named : { ...named, walk: [] };
  };
  let view: ViewState = { ...chosen(), query: '' };
  let matches: readonly number[] = [];

  const change = (part: Partial<ViewState>): void => {
    if (part.query !== undefined) matches = search.find(part.query);
    view = { ...view, ...part };
    history.replaceState(null, '', toHash(view));
    show();
  };
  const go = (row: number): void => {
    change({ row: clamp(row, rows), walk: [] });
    say(`${view.row + 1} of ${rows}: ${rowText(first, Math.min(view.row, first.rows - 1)).name}`);
  };
  const walk = (choices: readonly number[]): void => {
    change({ walk: choices });
    const last = positionOf(first, view).walked.at(-1);
    say(last ? `off the trace: ${title(last)}` : `back at state ${view.row + 1} of the trace`);
  };
  const toggled = (set: ReadonlySet<string>, name: string): ReadonlySet<string> =>
    set.has(name) ? new Set([...set].filter((other) => other !== name)) : new Set([...set, name]);
  const hide = (name: string): void => change({ hidden: toggled(view.hidden, name) });
  const nextMatch = (direction: 1 | -1): void => {
    const ordered = direction === 1 ? matches : [...matches].reverse();
    const next = ordered.find((row) => (row - view.row) * direction > 0) ?? ordered[0];
    if (next !== undefined) go(next);
  };

  const status = el('div', { class: 'aside', role: 'status' });
  const say = (text: string): void => {
    status.textContent = text;
  };
  const different = second && firstDifference(first, second);
  const jumpLabel = different ? `first different ${different.what}: ${different.row + 1}` : 'no difference';
  const jump = second && el('button', { type: 'button', onclick: () => go(different?.row ?? 0) }, jumpLabel);
  const toolbar = new Toolbar(rows, names, jump, {
    go,
    search: (query) => change({ query }),
    nextMatch,
    hide,
  });
  const steps = new StepsList(traces, view);
  const state = new StatePanel(traces, {
    hide,
    pin: (name) => change({ pinned: toggled(view.pinned, name) }),
    say,
  });
  const source = new SourcePanel(data.sources ?? {});
  const roads = canWalk ? new RoadsPanel(first, { go, walk }) : undefined;
  const picture = data.pictures && new PicturePanel(data.pictures);
  const notes = traces.flatMap(({ trace }) => trace.notes).map((note) => el('p', { class: 'note' }, note));

  const show = (): void => {
    toolbar.update(view, matches);
    steps.update(view, new Set(matches));
    state.update(view);
    const shown = view.row < first.rows || !second ? first : second;
    const { walked } = positionOf(first, view);
    source.update(walked.length > 0 ? walked.at(-1)?.location : stepOf(shown, view.row)?.location);
    roads?.update(view);
    if (walked.length > 0) {
      picture?.hide();
      return;
    }
    const repeated = first.trace.end.kind === 'lasso' ? first.trace.end.backTo : first.states.length - 1;
    picture?.update(view.row < first.states.length ? view.row : repeated);
  };

  const side = el('div', { class: 'side', tabindex: '0', role: 'region', 'aria-label': 'Details' });
  if (picture) side.append(picture.element);
  const why = traces.length === 1 && first.trace.why ? [whyPanel(first.trace.why)] : [];
  side.append(...why, state.element);
  if (roads) side.append(roads.element);
  side.append(source.element, ...notes);
  const app = document.getElementById('app')!;
  app.append(toolbar.element, el('main', {}, steps.element, side), status);

  steps.element.addEventListener('click', (event) => {
    const row = (event.target as Element).closest<HTMLElement>('[data-row]')?.dataset['row'];
    if (row === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(Number(row));
  });
  addEventListener('hashchange', () => change(chosen()));
  addEventListener('keydown', (event) => {
    const typing = event.target instanceof HTMLInputElement;
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = KEYS[event.key];
    if (!key) return;
    event.preventDefault();
    if (key === 'back') walk(view.walk.slice(0, Math.max(0, positionOf(first, view).walked.length - 1)));
    else if (key === 'search') toolbar.searchField.focus();
    else if (key === 'match') nextMatch(1);
    else if (key === 'match-back') nextMatch(-1);
    else go(key === 'first' ? 0 : key === 'last' ? rows - 1 : view.row + key);
  });
  show();
  steps.reveal();
  document.documentElement.dataset['ready'] = stepOf(first, 1) ? 'steps' : 'state';
}

const KEYS: Readonly<Record<string, number | 'first' | 'last' | 'search' | 'match' | 'match-back' | 'back'>> =
  {
    ArrowDown: 1,
    ArrowRight: 1,
    j: 1,
    ArrowUp: -1,
    ArrowLeft: -1,
    k: -1,
    PageDown: 10,
    PageUp: -10,
    Home: 'first',
    End: 'last',
    '/': 'search',
    n: 'match',
    N: 'match-back',
    Backspace: 'back',
  };

start();
