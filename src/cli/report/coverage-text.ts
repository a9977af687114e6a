import { join } from 'node:path';
import {
  isJudged,
  allowedActions,
  modelsText,
  neverTaken,
  type CoveredModule,
} from '../../coverage/index.ts';
import { visible } from '../../trace/index.ts';
import { shownPath } from '../shown-path.ts';
import type { Colors } from '../terminal.ts';

/** Which actions were never taken, for people: a line for each module that has actions, and one for each such action. */
export function coverageText(modules: readonly CoveredModule[], colors: Colors): string {
  const withActions = modules.filter(({ coverage }) => coverage.actions.length > 0);
  const lines = withActions.flatMap(({ coverage, path, title }) => {
    const never = neverTaken(coverage);
    const allowed = allowedActions(coverage);
    const taken = coverage.actions.length - never.length - allowed.length;
    const spared = allowed.length === 0 ? '' : `, ${allowed.length} allowed not to be`;
    const isBad = never.some((action) => isJudged(coverage, action));
    const bad = isBad ? colors.red('FAIL') : colors.yellow('part');
    const mark = never.length === 0 ? colors.green('ok  ') : bad;
    return [
      `${mark} coverage of ${title}: ${taken} of ${coverage.actions.length} actions taken${spared}${never.length === 0 ? '' : `, ${modelsText(coverage)}`}`,
      ...never.map((action) => {
        const what = isJudged(coverage, action)
          ? colors.red('never taken:')
          : colors.yellow('not taken so far:');
        return `       ${what} ${visible(action.name)}  ${colors.dim(`${path}:${action.location.beginLine}`)}`;
      }),
    ];
  });
  const stale = staleAllowances(modules).map(
    ({ file, message }) => `${colors.red('FAIL')} ${shownPath(file)}: ${message}`,
  );
  return [...lines, ...stale].map((line) => `${line}\n`).join('');
}

/** An action that is never taken, or a name of `"neverTaken"` that means nothing, with its place. */
export interface CoverageProblem {
  readonly message: string;
  /** Absolute. */
  readonly file: string;
  readonly line?: number;
}

/** What is wrong with the coverage: each action has to be taken, or allowed not to be. */
export const coverageProblems = (modules: readonly CoveredModule[]): readonly CoverageProblem[] => [
  ...modules.flatMap(({ coverage }) =>
    neverTaken(coverage)
      .filter((action) => isJudged(coverage, action))
      .map(({ name, location }) => ({
        message: `the action ${visible(name)} is never taken`,
        file: coverage.file,
        line: location.beginLine,
      })),
  ),
  ...staleAllowances(modules),
];

/** A misspelt name would hide what it was meant for. */
function staleAllowances(modules: readonly CoveredModule[]): readonly CoverageProblem[] {
  const folders = new Map<string, Set<string>>();
  for (const { coverage } of modules)
    folders.set(coverage.folder, folders.get(coverage.folder) ?? new Set(coverage.allowed));
  for (const { coverage } of modules)
    for (const { name } of allowedActions(coverage)) folders.get(coverage.folder)?.delete(name);
  return [...folders].flatMap(([folder, left]) =>
    [...left].map((name) => ({
      message: `"neverTaken" has ${visible(name)}, which is taken, or no action`,
      file: join(folder, 'manifest.json'),
    })),
  );
}
