import type { CoveredModule } from './coverage-html.ts';
import { paintSource } from './paint-source.ts';

/**
 * Coverage in the format that lcov and editors read: an action is a function, and a line has the largest count of what
 * begins on it.
 */
export function* lcov(modules: readonly CoveredModule[]): Generator<string> {
  for (const { coverage, path, text } of modules) {
    const lines = paintSource(text, coverage).flatMap(({ count }, i) =>
      count === undefined ? [] : [[i + 1, count] as const],
    );
    const { actions } = coverage;
    yield `TN:\nSF:${path}\n`;
    for (const { name, location } of actions) yield `FN:${location.beginLine},${name}\n`;
    for (const { name, taken } of actions) yield `FNDA:${taken},${name}\n`;
    yield `FNF:${actions.length}\nFNH:${actions.filter(({ taken }) => taken > 0).length}\n`;
    for (const [line, count] of lines) yield `DA:${line},${count}\n`;
    yield `LF:${lines.length}\nLH:${lines.filter(([, count]) => count > 0).length}\nend_of_record\n`;
  }
}
