import { NOBODY } from '../src/trace/index.ts';
import { el } from './dom.ts';
import type { ShownTrace } from './read-page.ts';
import { changeLines, rowText, stepOf } from './row-text.ts';
import { statesDiffer } from './state-panel.ts';
import type { ViewState } from './view-state.ts';

const TITLE = 30;
const LINE = 20;
const PADDING = 12;
const LANE = 22;
const MOST_LINES = 12;
const MOST_LANES = 10;
/** Rows above and below what is seen, so that a quick scroll does not run into white. */
const AHEAD = 600;

/** The steps, one below the other. Only those near to what is seen are in the document: a trace can have thousands. */
export class StepsList {
  readonly element: HTMLElement;
  private readonly traces: readonly ShownTrace[];
  private readonly lanes: readonly string[];
  private readonly canvas: HTMLOListElement;
  private readonly loop: HTMLElement;
  private readonly drawn = new Map<number, HTMLElement>();
  private tops: Float64Array = new Float64Array(1);
  private view: ViewState;
  private matches: ReadonlySet<number> = new Set();
  private printing = false;

  constructor(traces: readonly ShownTrace[], view: ViewState) {
    this.traces = traces;
    this.view = view;
    this.lanes = traces.length === 1 ? lanesOf(traces[0]!) : [];
    this.canvas = el('ol', { class: 'canvas', role: 'list' });
    this.loop = el('div', { class: 'loop', 'aria-hidden': 'true' });
    const header = this.lanes.length > 0 ? this.laneHeader() : undefined;
    const scroller = el(
      'div',
      { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': 'Steps' },
      this.canvas,
    );
    this.element = el('section', { class: 'steps' }, header, this.compareHeader(), scroller);
    this.element.style.setProperty('--gutter', `${this.gutter()}px`);
    scroller.addEventListener('scroll', () => this.draw(), { passive: true });
    new ResizeObserver(() => this.draw()).observe(scroller);
    addEventListener('beforeprint', () => this.print(true));
    addEventListener('afterprint', () => this.print(false));
    this.measure();
  }

  get rows(): number {
    return Math.max(...this.traces.map(({ rows }) => rows));
  }

  /** Shows another choice; scrolls so that the chosen row is seen. */
  update(view: ViewState, matches: ReadonlySet<number>): void {
    const remeasure = view.hidden !== this.view.hidden;
    const moved = view.row !== this.view.row;
    this.view = view;
    this.matches = matches;
    if (remeasure) this.measure();
    if (moved || remeasure) this.reveal();
    this.clear();
    this.draw();
  }

  /** Brings the chosen row into sight. */
  reveal(): void {
    const { scroller } = this;
    const [top, bottom] = [this.tops[this.view.row]!, this.tops[this.view.row + 1]!];
    if (top < scroller.scrollTop) scroller.scrollTop = top - 8;
    else if (bottom > scroller.scrollTop + scroller.clientHeight)
      scroller.scrollTop = Math.min(top - 8, bottom - scroller.clientHeight + 8);
    this.draw();
  }

  private get scroller(): HTMLElement {
    return this.canvas.parentElement!;
  }

  private gutter(): number {
    if (this.traces.length > 1) return 0;
    return 30 + Math.min(this.lanes.length, MOST_LANES) * LANE;
  }

  /** Every row's place follows from the number of its lines; nothing has to be drawn to know it. */
  private measure(): void {
    const tops = new Float64Array(this.rows + 1);
    for (let row = 0; row < this.rows; row++) {
      const lines = Math.max(...this.traces.map((trace) => this.lineCount(trace, row)));
      tops[row + 1] = tops[row]! + TITLE + lines * LINE + PADDING;
    }
    this.tops = tops;
    this.canvas.style.height = `${tops[this.rows]!}px`;
    this.placeLoop();
    this.clear();
  }

  private lineCount(trace: ShownTrace, row: number): number {
    if (row >= trace.rows) return 0;
    const { hidden } = this.view;
    const count = trace.differences(row).filter(({ path }) => !hidden.has(path[0]!)).length;
    const alternatives = Math.max(0, (stepOf(trace, row)?.actions.length ?? 1) - 1);
    return Math.min(MOST_LINES, Math.max(count, stepOf(trace, row) ? 1 : 0)) + Math.min(alternatives, 3);
  }

  private clear(): void {
    for (const element of this.drawn.values()) element.remove();
    this.drawn.clear();
  }

  private rowAt(y: number): number {
    let [low, high] = [0, this.rows - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.tops[middle]! <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private draw(): void {
    const { scrollTop, clientHeight } = this.scroller;
    const first = this.printing ? 0 : this.rowAt(scrollTop - AHEAD);
    const last = this.printing ? this.rows - 1 : this.rowAt(scrollTop + clientHeight + AHEAD);
    for (const [row, element] of this.drawn) {
      if (row >= first && row <= last) continue;
      element.remove();
      this.drawn.delete(row);
    }
    // In the order of the rows, for those who read the document and not the picture.
    let next: HTMLElement | undefined;
    for (let row = last; row >= first; row--) {
      const known = this.drawn.get(row);
      const element = known ?? this.drawRow(row);
      if (!known) {
        this.canvas.insertBefore(element, next ?? null);
        this.drawn.set(row, element);
      }
      next = element;
    }
  }

  private drawRow(row: number): HTMLElement {
    const isChosen = row === this.view.row;
    const item = el('li', {
      class: [
        'row',
        isChosen ? 'chosen' : '',
        this.matches.has(row) ? 'match' : '',
        this.differs(row) ? 'differs' : '',
      ].join(' '),
      'aria-setsize': String(this.rows),
      'aria-posinset': String(row + 1),
      'data-row': String(row),
    });
    item.style.top = `${this.tops[row]!}px`;
    item.style.height = `${this.tops[row + 1]! - this.tops[row]!}px`;
    if (this.lanes.length > 0) item.append(...this.laneMarks(row));
    for (const [i, trace] of this.traces.entries()) item.append(this.cell(trace, row, i));
    return item;
  }

  private differs(row: number): boolean {
    const [a, b] = this.traces;
    return a !== undefined && b !== undefined && statesDiffer(a, b, row);
  }

  private cell(trace: ShownTrace, row: number, column: number): HTMLElement {
    if (row >= trace.rows) return el('div', { class: 'cell none' });
    const { number, name, operands, alternatives, place } = rowText(trace, row);
    const link = el(
      'a',
      {
        href: `#step=${row + 1}`,
        class: 'action',
        'data-row': String(row),
        'aria-current': row === this.view.row && column === 0 ? 'step' : undefined,
      },
      el('span', { class: 'number' }, number),
      el('strong', {}, name),
      operands,
    );
    const title = el(
      'div',
      { class: 'title' },
      link,
      place === '' ? undefined : el('span', { class: 'place' }, place),
    );
    return el('div', { class: 'cell' }, title, this.changeList(trace, row, alternatives));
  }

  private changeList(
    trace: ShownTrace,
    row: number,
    alternatives: readonly string[],
  ): HTMLElement | undefined {
    const lines = changeLines(trace, row, this.view.hidden);
    const shown = lines.length > MOST_LINES ? lines.slice(0, MOST_LINES - 1) : lines;
    const items = shown.map(({ path, text, kind }) =>
      el(
        'li',
        { class: kind },
        el('span', { class: 'path' }, path),
        ' ',
        el('span', { class: 'change' }, text),
      ),
    );
    if (shown.length < lines.length)
      items.push(el('li', { class: 'dim' }, `and ${lines.length - shown.length} more`));
    if (lines.length === 0 && stepOf(trace, row)) {
      const nothing =
        trace.differences(row).length === 0 ? 'no variable changes' : 'only hidden variables change';
      items.push(el('li', { class: 'dim' }, nothing));
    }
    const others = alternatives.slice(0, 3).map((text) => el('li', { class: 'dim' }, `or ${text}`));
    return items.length + others.length === 0
      ? undefined
      : el('ul', { class: 'changes' }, ...others, ...items);
  }

  private laneX(lane: string): number {
    return 30 + (Math.min(this.lanes.indexOf(lane), MOST_LANES - 1) + 0.5) * LANE;
  }

  /** The one who acts as a full dot, the others of the step as rings, and a line between them. */
  private laneMarks(row: number): HTMLElement[] {
    const trace = this.traces[0]!;
    const lines = this.lanes.slice(0, MOST_LANES).map((lane) => mark('lane', this.laneX(lane)));
    if (!stepOf(trace, row)) return lines;
    const { actors } = rowText(trace, row);
    const xs = actors.map((actor) => this.laneX(actor));
    const reach = mark('reach', Math.min(...xs));
    reach.style.width = `${Math.max(...xs) - Math.min(...xs)}px`;
    const dots = actors.map((actor, i) => {
      const dot = mark(i === 0 ? (actor === NOBODY ? 'dot nobody' : 'dot') : 'dot ring', xs[i]!);
      dot.title = actor;
      return dot;
    });
    return [...lines, ...(xs.length > 1 ? [reach] : []), ...dots];
  }

  private laneHeader(): HTMLElement {
    const names = this.lanes.slice(0, MOST_LANES).map((lane, i) => {
      const isRest = i === MOST_LANES - 1 && this.lanes.length > MOST_LANES;
      const name = el('span', { title: lane }, isRest ? 'others' : lane);
      name.style.left = `${this.laneX(lane)}px`;
      return name;
    });
    return el('div', { class: 'lanes', 'aria-hidden': 'true' }, ...names);
  }

  private compareHeader(): HTMLElement | undefined {
    if (this.traces.length === 1) return undefined;
    return el(
      'div',
      { class: 'labels' },
      ...this.traces.map(({ label }, i) => el('span', {}, `${'AB'[i]}: ${label}`)),
    );
  }

  /** From the last row back to the state from which all repeats. */
  private placeLoop(): void {
    const [shown] = this.traces;
    const { end } = shown!.trace;
    if (this.traces.length > 1 || end.kind === 'finite') return;
    const from = end.kind === 'lasso' ? end.backTo : shown!.states.length - 1;
    const middle = TITLE / 2 + 1;
    this.canvas.before(this.loop);
    this.loop.style.top = `${this.tops[from]! + middle}px`;
    this.loop.style.height = `${this.tops[this.rows - 1]! - this.tops[from]!}px`;
  }

  private print(on: boolean): void {
    this.printing = on;
    this.element.classList.toggle('printing', on);
    this.draw();
  }
}

/** Who acts, in the order in which they first do; one lane for all of nobody says nothing. */
function lanesOf(shown: ShownTrace): readonly string[] {
  const lanes = new Set<string>();
  for (let row = 1; row < shown.rows; row++) {
    if (stepOf(shown, row)) for (const actor of rowText(shown, row).actors) lanes.add(actor);
  }
  return lanes.size === 1 && lanes.has(NOBODY) ? [] : [...lanes];
}

function mark(name: string, x: number): HTMLElement {
  const element = el('span', { class: name, 'aria-hidden': 'true' });
  element.style.left = `${x}px`;
  return element;
}
