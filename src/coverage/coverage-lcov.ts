import type { ActionCoverage, PartCoverage } from '../check/index.ts';
import type { CoveredModel } from './covered-model.ts';

/**
 * The coverage of models in the LCOV format: actions as functions, conjuncts of guards as branches (true, false), and how
 * often TLC came to each line. `pathOf` gives the path of a module's file.
 */
export const coverageLcov = (models: readonly CoveredModel[], pathOf: (file: string) => string): string =>
  models.flatMap((model) => modelRecords(model, pathOf)).join('');

function modelRecords({ name, coverage }: CoveredModel, pathOf: (file: string) => string): readonly string[] {
  return [...coverage.modules].map(([module, { file }]) => {
    const actions = coverage.actions.filter(({ location }) => location?.module === module);
    const parts = coverage.actions.flatMap((action) =>
      action.parts.filter(({ location }) => location.module === module),
    );
    return record(`TN:${name.replace(/\W/g, '_')}\nSF:${pathOf(file)}\n`, actions, parts);
  });
}

function record(head: string, actions: readonly ActionCoverage[], parts: readonly PartCoverage[]): string {
  const lines = new Map<number, number>();
  const reach = (line: number, count: number): void =>
    void lines.set(line, Math.max(lines.get(line) ?? 0, count));
  // A name may stand for several disjuncts, but LCOV knows a function by its name.
  const named = actions.map((action) => ({
    line: action.location?.beginLine ?? 1,
    name:
      actions.filter(({ name }) => name === action.name).length > 1
        ? `${action.name}:${action.location?.beginLine}`
        : action.name,
    taken: action.taken,
  }));
  for (const { line, taken } of named) reach(line, taken);
  for (const { location, passed, refused, failed } of parts)
    reach(location.beginLine, passed + refused + failed);
  const branches = parts.filter(({ kind }) => kind !== 'update').flatMap(branchLines);
  const hit = [...lines.values()].filter((count) => count > 0).length;
  const text = [
    ...named.map(({ line, name }) => `FN:${line},${name}`),
    ...named.map(({ name, taken }) => `FNDA:${taken},${name}`),
    `FNF:${named.length}`,
    `FNH:${named.filter(({ taken }) => taken > 0).length}`,
    ...branches,
    `BRF:${branches.length}`,
    `BRH:${branches.filter((line) => !/,(-|0)$/.test(line)).length}`,
    ...[...lines].sort(([a], [b]) => a - b).map(([line, count]) => `DA:${line},${count}`),
    `LF:${lines.size}`,
    `LH:${hit}`,
    'end_of_record',
    '',
  ];
  return head + text.join('\n');
}

/** Two branches; neither where TLC never came to it. */
function branchLines({ location, passed, refused, failed }: PartCoverage, block: number): readonly string[] {
  const isReached = passed + refused + failed > 0;
  return [passed, refused].map(
    (count, branch) => `BRDA:${location.beginLine},${block},${branch},${isReached ? count : '-'}`,
  );
}
