import { diffStates, printAction, printDifference, printValue, visible } from '../src/trace/index.ts';
import { el, replace, type Child } from './dom.ts';
import type { ShownTrace } from './read-page.ts';
import type { ViewState } from './view-state.ts';
import { isTaken, positionOf, stateNumbered, type Position, type Road } from './walk.ts';

/** What the panel asks of the page. */
export interface RoadsActions {
  readonly go: (row: number) => void;
  /** Leaves the trace by these choices, from the chosen row. */
  readonly walk: (choices: readonly number[]) => void;
}

/** Of what a step changes, so many lines are shown. */
const MOST_CHANGES = 3;

/** What the specification allows in the chosen state, and a walk along it. */
export class RoadsPanel {
  readonly element = el('section', { class: 'panel roads', 'aria-labelledby': 'roads-heading' });
  private readonly shown: ShownTrace;
  private readonly actions: RoadsActions;

  constructor(shown: ShownTrace, actions: RoadsActions) {
    this.shown = shown;
    this.actions = actions;
  }

  update(view: ViewState): void {
    const position = positionOf(this.shown, view);
    const hadFocus = this.element.contains(document.activeElement);
    replace(
      this.element,
      el('h2', { id: 'roads-heading' }, 'What can happen here'),
      position.walked.length > 0 ? this.trail(view, position) : undefined,
      ...this.list(view, position),
    );
    // The button that was chosen is gone; who walks by keys goes on from the first one.
    if (hadFocus) this.element.querySelector<HTMLElement>('li button')?.focus({ preventScroll: true });
  }

  /** The way since the trace was left, each place a button that leads back to it. */
  private trail({ row, walk }: ViewState, { walked, state }: Position): HTMLElement {
    const back = (length: number, text: string): HTMLElement =>
      el(
        'button',
        { type: 'button', class: 'chip', onclick: () => this.actions.walk(walk.slice(0, length)) },
        text,
      );
    const onTrace = state < this.shown.states.length;
    const rejoin = el(
      'button',
      { type: 'button', onclick: () => this.actions.go(state) },
      'follow the trace from there',
    );
    return el(
      'div',
      { class: 'trail' },
      el(
        'p',
        {},
        'Off the trace: ',
        back(0, `back to state ${row + 1}`),
        ...walked.flatMap((road, i): Child[] => [' \u2192 ', back(i + 1, title(road))]),
      ),
      onTrace ? el('p', {}, `This is state ${state + 1} of the trace. `, rejoin) : undefined,
    );
  }

  private list(view: ViewState, { roads, state, walked }: Position): readonly Child[] {
    if (!roads)
      return [
        el('p', { class: 'dim' }, 'Not known: TLC looked into the nearest states only, as far as it could.'),
      ];
    if (roads.length === 0)
      return [el('p', { class: 'dim' }, 'Nothing: the specification allows no step from this state.')];
    const taken = walked.length > 0 ? -1 : roads.findIndex((road) => isTaken(this.shown, view.row, road));
    const numbers = roads.map((_, i) => i).sort((a, b) => Number(b === taken) - Number(a === taken));
    const items = numbers.map((i) => {
      const road = roads[i]!;
      const choose = (): void =>
        i === taken
          ? this.actions.go(view.row + 1)
          : this.actions.walk([...view.walk.slice(0, walked.length), i]);
      const mark = i === taken ? el('span', { class: 'dim' }, ' taken by the trace') : undefined;
      return el(
        'li',
        { class: i === taken ? 'taken' : '' },
        el('button', { type: 'button', onclick: choose }, title(road)),
        mark,
        ...this.changes(state, road),
      );
    });
    return [el('ul', {}, ...items)];
  }

  private changes(from: number, { to }: Road): readonly Child[] {
    const lines = diffStates(stateNumbered(this.shown, from), stateNumbered(this.shown, to)).map(
      (difference) => visible(printDifference(difference)),
    );
    if (lines.length === 0) return [el('span', { class: 'change dim' }, 'changes nothing')];
    const more = lines.length - MOST_CHANGES;
    return [...lines.slice(0, MOST_CHANGES), ...(more > 0 ? [`and ${more} more`] : [])].map((line) =>
      el('span', { class: 'change' }, line),
    );
  }
}

export const title = ({ action }: Road): string => visible(printAction(action, printValue));
