import type { SourceLocation } from '../../trace/index.ts';
import { offsetOf } from '../source-text.ts';

/** What stands in the place of an expression: `keep` is where the expression itself is kept, between two texts. */
export type Replacement =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'around'; readonly before: string; readonly after: string };

/**
 * A module with another text in the place of an expression. What TLA+ makes of a list of conjuncts depends on columns, so all
 * that is kept keeps its column: new text goes on lines of its own, and what follows begins a new line.
 */
export function mutateText(source: string, place: SourceLocation, replacement: Replacement): string {
  const lines = source.split(/\r\n|\r|\n/);
  const first = lines[place.beginLine - 1] ?? '';
  const last = lines[place.endLine - 1] ?? '';
  const from = offsetOf(first, place.beginColumn);
  const to = offsetOf(last, place.endColumn + 1);
  const indent = ' '.repeat(place.beginColumn - 1);
  const rest = last.slice(to);
  const kept = lines.slice(place.beginLine - 1, place.endLine);
  kept[kept.length - 1] = last.slice(0, to);
  kept[0] = indent + kept[0]!.slice(from);
  const written =
    replacement.kind === 'text'
      ? [first.slice(0, from) + replacement.text]
      : [first.slice(0, from) + replacement.before, ...kept, indent + replacement.after];
  const after = rest.trim() === '' ? [] : [' '.repeat(place.endColumn) + rest];
  return [...lines.slice(0, place.beginLine - 1), ...written, ...after, ...lines.slice(place.endLine)].join(
    '\n',
  );
}
