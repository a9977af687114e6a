import { visible, type SourceLocation } from '../src/trace/index.ts';
import { el, replace } from './dom.ts';

/** The text of the module that the chosen step's action stands in, with the action highlighted. */
export class SourcePanel {
  readonly element = el('section', { class: 'panel source', 'aria-labelledby': 'source-heading' });
  private readonly sources: Readonly<Record<string, string>>;
  private readonly lines = new Map<string, readonly HTMLElement[]>();
  private readonly heading = el('h2', { id: 'source-heading' });
  private readonly text = el('pre', { tabindex: '0', 'aria-label': 'Specification' });
  private shown = '';

  constructor(sources: Readonly<Record<string, string>>) {
    this.sources = sources;
    this.element.append(this.heading, this.text);
  }

  update(location: SourceLocation | undefined): void {
    const source =
      location && Object.hasOwn(this.sources, location.module) ? this.sources[location.module] : undefined;
    this.element.hidden = source === undefined;
    if (!location || source === undefined) return;
    replace(
      this.heading,
      visible(`${location.module}.tla`),
      el('span', { class: 'dim' }, ` lines ${range(location)}`),
    );
    const lines = this.linesOf(location.module, source);
    if (this.shown !== location.module) replace(this.text, ...lines);
    this.shown = location.module;
    for (const [i, line] of lines.entries())
      line.classList.toggle('taken', i + 1 >= location.beginLine && i + 1 <= location.endLine);
    this.scrollTo(lines[location.beginLine - 1], lines[location.endLine - 1]);
  }

  private linesOf(module: string, source: string): readonly HTMLElement[] {
    const known = this.lines.get(module);
    if (known) return known;
    const lines = source.split(/\r?\n/).map((line, i) => {
      const number = el('span', { class: 'line-number', 'aria-hidden': 'true' }, String(i + 1));
      return el('span', { class: 'line' }, number, visible(line), '\n');
    });
    this.lines.set(module, lines);
    return lines;
  }

  /** The action in the middle where it fits, else its beginning at the top; the page itself does not move. */
  private scrollTo(first: HTMLElement | undefined, last: HTMLElement | undefined): void {
    if (!first || !last) return;
    const height = last.offsetTop + last.offsetHeight - first.offsetTop;
    const above = Math.max(0, (this.text.clientHeight - height) / 2);
    this.text.scrollTop = first.offsetTop - this.text.offsetTop - above;
  }
}

const range = ({ beginLine, endLine }: SourceLocation): string =>
  beginLine === endLine ? String(beginLine) : `${beginLine}\u2013${endLine}`;
