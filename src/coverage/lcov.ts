import type { CoveredAction, CoveredPart } from './coverage.ts';
import type { CoveredModule } from './coverage-html.ts';
import { paintSource } from './paint-source.ts';

/**
 * Coverage in the format that lcov and editors read: an action is a function, a conjunct of a guard has two branches (true,
 * false), and a line has the largest count of what begins on it.
 */
export function* lcov(modules: readonly CoveredModule[]): Generator<string> {
  for (const { coverage, path, text } of modules) {
    const lines = paintSource(text, coverage).flatMap(({ count }, i) =>
      count === undefined ? [] : [[i + 1, count] as const],
    );
    const actions = named(coverage.actions);
    const branches = coverage.parts.filter(({ kind }) => kind !== 'update').flatMap(branchesOf);
    yield `TN:\nSF:${path}\n`;
    for (const { name, line } of actions) yield `FN:${line},${name}\n`;
    for (const { name, taken } of actions) yield `FNDA:${taken},${name}\n`;
    yield `FNF:${actions.length}\nFNH:${actions.filter(({ taken }) => taken > 0).length}\n`;
    for (const { line, block, branch, count } of branches)
      yield `BRDA:${line},${block},${branch},${count ?? '-'}\n`;
    if (branches.length > 0)
      yield `BRF:${branches.length}\nBRH:${branches.filter(({ count = 0 }) => count > 0).length}\n`;
    for (const [line, count] of lines) yield `DA:${line},${count}\n`;
    yield `LF:${lines.length}\nLH:${lines.filter(([, count]) => count > 0).length}\nend_of_record\n`;
  }
}

/** LCOV knows a function by its name; what has no name of its own has that of the definition around it. */
const named = (
  actions: readonly CoveredAction[],
): readonly { readonly name: string; readonly line: number; readonly taken: number }[] =>
  actions.map(({ name, location, taken }) => {
    const line = location.beginLine;
    const isAlone = actions.filter((other) => other.name === name).length === 1;
    return { name: isAlone ? name : `${name}:${line}:${location.beginColumn}`, line, taken };
  });

/** Two branches; neither has a count where TLC never came to it. */
const branchesOf = ({ location, passed, refused, failed }: CoveredPart, block: number) =>
  [passed, refused].map((count, branch) => ({
    line: location.beginLine,
    block,
    branch,
    ...(passed + refused + failed > 0 && { count }),
  }));
