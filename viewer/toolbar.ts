import { visible } from '../src/trace/index.ts';
import { el, replace } from './dom.ts';
import type { ViewState } from './view-state.ts';

/** What the toolbar asks of the page. */
export interface ToolbarActions {
  readonly go: (row: number) => void;
  readonly search: (query: string) => void;
  readonly nextMatch: (direction: 1 | -1) => void;
  readonly hide: (variable: string) => void;
}

const THEMES = ['auto', 'light', 'dark'] as const;

/** Back and forth, the slider, the search, the variables, light and dark. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly searchField = el('input', {
    type: 'search',
    placeholder: 'search   /',
    'aria-label': 'Search the steps',
  });
  private readonly slider = el('input', { type: 'range', min: '1', 'aria-label': 'Step' });
  private readonly position = el('output', { class: 'position' });
  private readonly found = el('span', { class: 'found', role: 'status' });
  private readonly variables = el('div', { class: 'menu' });
  private readonly theme = el('button', { type: 'button', class: 'theme' });
  private readonly rows: number;
  private readonly names: readonly string[];
  private readonly actions: ToolbarActions;

  constructor(
    rows: number,
    names: readonly string[],
    extra: HTMLElement | undefined,
    actions: ToolbarActions,
  ) {
    this.rows = rows;
    this.names = names;
    this.actions = actions;
    this.slider.max = String(rows);
    this.slider.addEventListener('input', () => actions.go(Number(this.slider.value) - 1));
    this.searchField.addEventListener('input', () => actions.search(this.searchField.value));
    this.searchField.addEventListener('keydown', (event) => this.searchKey(event));
    this.theme.addEventListener('click', () => this.nextTheme());
    this.showTheme('auto');
    const button = (label: string, name: string, step: 1 | -1): HTMLElement =>
      el(
        'button',
        { type: 'button', 'aria-label': name, title: name, onclick: () => this.step(step) },
        label,
      );
    this.element = el(
      'nav',
      { class: 'toolbar', 'aria-label': 'Trace' },
      button('\u2190', 'previous step', -1),
      this.slider,
      button('\u2192', 'next step', 1),
      this.position,
      extra,
      el('span', { class: 'space' }),
      this.searchField,
      this.found,
      el('details', { class: 'variables' }, el('summary', {}, 'variables'), this.variables),
      this.theme,
    );
  }

  update(view: ViewState, matches: readonly number[]): void {
    this.slider.value = String(view.row + 1);
    replace(this.position, `${view.row + 1} / ${this.rows}`);
    const at = matches.indexOf(view.row);
    const count =
      matches.length === 0 ? 'nothing found' : `${at < 0 ? '' : `${at + 1} of `}${matches.length} found`;
    replace(this.found, view.query.trim() === '' ? '' : count);
    replace(
      this.variables,
      ...this.names.map((name) => {
        const box = el('input', { type: 'checkbox', checked: !view.hidden.has(name) });
        box.addEventListener('change', () => this.actions.hide(name));
        return el('label', {}, box, visible(name));
      }),
    );
  }

  private step(direction: 1 | -1): void {
    this.actions.go(Number(this.slider.value) - 1 + direction);
  }

  private searchKey(event: KeyboardEvent): void {
    if (event.key === 'Enter') this.actions.nextMatch(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      this.searchField.value = '';
      this.actions.search('');
      this.searchField.blur();
    } else return;
    event.preventDefault();
  }

  private nextTheme(): void {
    const now = document.documentElement.dataset['theme'] ?? 'auto';
    this.showTheme(THEMES[(THEMES.indexOf(now as (typeof THEMES)[number]) + 1) % THEMES.length]!);
  }

  private showTheme(theme: (typeof THEMES)[number]): void {
    document.documentElement.dataset['theme'] = theme;
    replace(this.theme, theme);
    this.theme.setAttribute('aria-label', `colours: ${theme}`);
  }
}
