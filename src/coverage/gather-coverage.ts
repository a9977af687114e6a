import { basename } from 'node:path';
import type { ModelReport } from '../check/index.ts';
import type { SourceLocation } from '../trace/index.ts';
import type { CoveredAction, CoveredExpression, ModuleCoverage } from './coverage.ts';

/**
 * What TLC counted, by folder and module: the sums over the models of a folder. A model whose properties were judged one by one
 * counts once, by the run that saw most. Modules of the standard library are left out, and so are mutants, which are no part
 * of the specification.
 */
export function gatherCoverage(reports: readonly ModelReport[]): readonly ModuleCoverage[] {
  const modules = new Map<string, Gathered>();
  for (const report of fullest(reports)) {
    const { coverage, task, moduleFiles } = report;
    if (!coverage || task.expected?.role === 'mutant') continue;
    const files = new Map(moduleFiles.map((file) => [basename(file, '.tla'), file]));
    const touched = new Set<Gathered>();
    const gatheredOf = ({ module }: SourceLocation): Gathered | undefined => {
      const file = files.get(module);
      if (file === undefined) return undefined;
      const key = `${task.folder}\n${module}`;
      const gathered =
        modules.get(key) ??
        new Gathered({ module, folder: task.folder, file, allowed: task.neverTaken ?? [] });
      modules.set(key, gathered);
      touched.add(gathered);
      return gathered;
    };
    for (const action of coverage.actions) gatheredOf(action.location)?.addAction(action);
    for (const expression of coverage.expressions) gatheredOf(expression.location)?.addExpression(expression);
    for (const gathered of touched) gathered.addModel(report);
  }
  return [...modules.values()].map((gathered) => gathered.build());
}

/** Of each model the report whose run took most steps. */
function fullest(reports: readonly ModelReport[]): readonly ModelReport[] {
  const steps = ({ coverage }: ModelReport): number =>
    (coverage?.actions ?? []).reduce((sum, { generated }) => sum + generated, 0);
  const best = new Map<string, ModelReport>();
  for (const report of reports) {
    const key = `${report.task.module}\n${report.task.config}`;
    const other = best.get(key);
    if (!other || steps(report) > steps(other)) best.set(key, report);
  }
  return [...best.values()];
}

type About = Pick<ModuleCoverage, 'module' | 'folder' | 'file' | 'allowed'>;

class Gathered {
  readonly #actions = new Map<string, CoveredAction>();
  readonly #expressions = new Map<string, CoveredExpression>();
  readonly #about: About;
  #models = 0;
  #cut = 0;

  constructor(about: About) {
    this.#about = about;
  }

  addAction({
    name,
    location,
    distinct,
    generated,
  }: NonNullable<ModelReport['coverage']>['actions'][number]): void {
    const key = `${name} ${placeKey(location)}`;
    const { taken, found } = this.#actions.get(key) ?? { taken: 0, found: 0 };
    this.#actions.set(key, { name, location, taken: taken + generated, found: found + distinct });
  }

  addExpression({ location, count }: CoveredExpression): void {
    const key = placeKey(location);
    const before = this.#expressions.get(key)?.count ?? 0;
    this.#expressions.set(key, { location, count: before + count });
  }

  addModel({ verdict }: ModelReport): void {
    this.#models++;
    if (isCut(verdict)) this.#cut++;
  }

  build(): ModuleCoverage {
    return {
      ...this.#about,
      actions: [...this.#actions.values()].sort(byPlace),
      expressions: [...this.#expressions.values()].sort(byPlace),
      models: this.#models,
      cut: this.#cut,
    };
  }
}

/** Whether TLC ended before it had seen all states that it was to see. */
function isCut(verdict: ModelReport['verdict']): boolean {
  if (verdict.kind === 'holds') return false;
  const isWhole = verdict.kind === 'holds-within' && verdict.limits.every(({ kind }) => WHOLE.has(kind));
  return !isWhole;
}

/** What bounds a search without ending it early. */
const WHOLE: ReadonlySet<string> = new Set(['constraint', 'symmetry', 'view']);

const placeKey = ({ beginLine, beginColumn, endLine, endColumn }: SourceLocation): string =>
  [beginLine, beginColumn, endLine, endColumn].join(' ');

/** Where it begins; of two that begin together the longer one first. */
function byPlace(
  { location: a }: { readonly location: SourceLocation },
  { location: b }: { readonly location: SourceLocation },
): number {
  return (
    a.beginLine - b.beginLine ||
    a.beginColumn - b.beginColumn ||
    b.endLine - a.endLine ||
    b.endColumn - a.endColumn
  );
}
