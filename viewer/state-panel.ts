import { printValue, valueToJson, valuesEqual, visible, type State } from '../src/trace/index.ts';
import { el, replace } from './dom.ts';
import type { ShownTrace } from './read-page.ts';
import { rowText } from './row-text.ts';
import { valueView } from './value-view.ts';
import type { ViewState } from './view-state.ts';
import { positionOf, stateNumbered } from './walk.ts';

/** What the panel asks of the page. */
export interface StatePanelActions {
  readonly hide: (variable: string) => void;
  readonly pin: (variable: string) => void;
  readonly say: (text: string) => void;
}

/** All variables of the chosen state, with what the step changed; of two traces, what differs between them. */
export class StatePanel {
  readonly element = el('section', { class: 'panel state', 'aria-labelledby': 'state-heading' });
  private readonly traces: readonly ShownTrace[];
  private readonly actions: StatePanelActions;

  constructor(traces: readonly ShownTrace[], actions: StatePanelActions) {
    this.traces = traces;
    this.actions = actions;
  }

  update(view: ViewState): void {
    const { walked, state: number } = positionOf(this.traces[0]!, view);
    const [state, before] = walked.length > 0 ? this.walkedTo(number, view) : this.statesOf(view.row);
    const names = this.order(view);
    const rows = names.map((name) => this.row(name, state, before, view));
    const caption = this.traces.length > 1 ? 'A \u2192 B' : undefined;
    replace(
      this.element,
      el(
        'h2',
        { id: 'state-heading' },
        walked.length > 0
          ? `A state off the trace, ${steps(walked.length)} after state ${view.row + 1}`
          : this.heading(view.row),
      ),
      caption === undefined ? undefined : el('p', { class: 'dim' }, `differences as ${caption}`),
      el('table', {}, el('tbody', {}, ...rows)),
      this.footer(view, state),
    );
  }

  /** The state to show and the one to compare it with. */
  private statesOf(row: number): readonly [State, State | undefined] {
    const [a, b] = this.traces.map((trace) => stateAt(trace, row));
    if (this.traces.length > 1) return [b ?? new Map(), a ?? new Map()];
    const { states } = this.traces[0]!;
    const before = row < states.length ? states[row - 1] : states.at(-1);
    return [a ?? new Map(), before];
  }

  /** The state that a walk off the trace leads to, and the one before it. */
  private walkedTo(number: number, { row, walk }: ViewState): readonly [State, State] {
    const [shown] = this.traces;
    const before = positionOf(shown!, { row, walk: walk.slice(0, -1) });
    return [stateNumbered(shown!, number), stateNumbered(shown!, before.state)];
  }

  private heading(row: number): string {
    const { states, trace } = this.traces[0]!;
    if (this.traces.length > 1) return `State ${row + 1} of both`;
    if (row < states.length) return `State ${row + 1}`;
    return `State ${trace.end.kind === 'lasso' ? trace.end.backTo + 1 : states.length} again`;
  }

  /** Pinned variables first, then as the specification declares them; hidden ones not at all. */
  private order({ hidden, pinned }: ViewState): readonly string[] {
    const all = [...new Set(this.traces.flatMap(({ variables }) => variables))];
    const shown = all.filter((name) => !hidden.has(name));
    return [...shown.filter((name) => pinned.has(name)), ...shown.filter((name) => !pinned.has(name))];
  }

  private row(name: string, state: State, before: State | undefined, { pinned }: ViewState): HTMLElement {
    const [value, old] = [state.get(name), before?.get(name)];
    const changed = before !== undefined && !(value && old ? valuesEqual(value, old) : value === old);
    const shown = visible(name);
    return el(
      'tr',
      { class: changed ? 'changed' : '' },
      el('th', { scope: 'row' }, shown, changed ? el('span', { class: 'aside' }, ' changed') : undefined),
      el('td', {}, valueView(value, before && (changed || value) ? old : undefined)),
      el(
        'td',
        { class: 'tools' },
        el(
          'button',
          {
            type: 'button',
            'aria-pressed': String(pinned.has(name)),
            'aria-label': `pin ${shown} to the top`,
            title: 'pin to the top',
            onclick: () => this.actions.pin(name),
          },
          pinned.has(name) ? '\u25c6' : '\u25c7',
        ),
        el(
          'button',
          {
            type: 'button',
            'aria-label': `hide ${shown}`,
            title: 'hide',
            onclick: () => this.actions.hide(name),
          },
          '\u00d7',
        ),
      ),
    );
  }

  private footer({ hidden }: ViewState, state: State): HTMLElement {
    const back = [...hidden].map((name) =>
      el(
        'button',
        { type: 'button', class: 'chip', onclick: () => this.actions.hide(name) },
        `show ${visible(name)}`,
      ),
    );
    const copy = (label: string, text: () => string): HTMLElement =>
      el('button', { type: 'button', onclick: () => void this.copy(text()) }, label);
    return el(
      'div',
      { class: 'foot' },
      ...back,
      copy(
        'copy as TLA+',
        () => `[${[...state].map(([name, value]) => `${name} |-> ${printValue(value)}`).join(', ')}]`,
      ),
      copy('copy as JSON', () =>
        JSON.stringify(
          Object.fromEntries([...state].map(([name, value]) => [name, valueToJson(value)])),
          null,
          2,
        ),
      ),
    );
  }

  private async copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.actions.say('copied');
    } catch {
      this.actions.say('the browser does not allow to copy');
    }
  }
}

const steps = (count: number): string => (count === 1 ? 'one step' : `${count} steps`);

/** The state of a row: where the behavior repeats, the one that it comes back to. */
export function stateAt({ trace, states }: ShownTrace, row: number): State | undefined {
  if (row < states.length) return states[row];
  if (row > states.length) return undefined;
  if (trace.end.kind === 'lasso') return states[trace.end.backTo];
  return trace.end.kind === 'stuttering' ? states.at(-1) : undefined;
}

/** Where two traces part: the first row with other values, else the first with another action; nothing when they are the same. */
export function firstDifference(
  a: ShownTrace,
  b: ShownTrace,
): { readonly row: number; readonly what: 'state' | 'action' } | undefined {
  const rows = Array.from({ length: Math.max(a.rows, b.rows) }, (_, row) => row);
  const state = rows.find((row) => statesDiffer(a, b, row));
  if (state !== undefined) return { row: state, what: 'state' };
  const action = rows.find((row) => titleOf(a, row) !== titleOf(b, row));
  return action === undefined ? undefined : { row: action, what: 'action' };
}

/** Whether two traces have different values in a row, or only one of them has the row. */
export function statesDiffer(a: ShownTrace, b: ShownTrace, row: number): boolean {
  const [left, right] = [stateAt(a, row), stateAt(b, row)];
  if (!left || !right || left.size !== right.size) return true;
  return [...left].some(([name, value]) => {
    const other = right.get(name);
    return other === undefined || !valuesEqual(value, other);
  });
}

function titleOf(trace: ShownTrace, row: number): string {
  const { name, operands } = rowText(trace, row);
  return name + operands;
}
