import type { ShownTrace } from './read-page.ts';
import { changeLines, rowText } from './row-text.ts';

/** Finds rows by what is written in them; the texts are made when they are first needed. */
export class Search {
  private readonly traces: readonly ShownTrace[];
  private readonly rows: number;
  private texts: readonly string[] | undefined;

  constructor(traces: readonly ShownTrace[], rows: number) {
    this.traces = traces;
    this.rows = rows;
  }

  /** The rows that contain all words of the query, in order. */
  find(query: string): readonly number[] {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    this.texts ??= Array.from({ length: this.rows }, (_, row) => this.textOf(row));
    return this.texts.flatMap((text, row) => (words.every((word) => text.includes(word)) ? [row] : []));
  }

  private textOf(row: number): string {
    const parts = this.traces
      .filter(({ rows }) => row < rows)
      .flatMap((trace) => {
        const { name, operands, alternatives, place } = rowText(trace, row);
        const changes = changeLines(trace, row, new Set()).map(({ path, text }) => `${path}: ${text}`);
        return [`${name}${operands}`, ...alternatives, place, ...changes];
      });
    return parts.join('\n').toLowerCase();
  }
}
