import { basename } from 'node:path';
import { isWhole, sawAllStates, type ModelCoverage, type ModelReport } from '../check/index.ts';
import type { Result, SourceLocation } from '../trace/index.ts';
import type { CoveredAction, ModuleCoverage, SuiteCoverage } from './coverage.ts';
import { GatheredModule } from './gathered-module.ts';

type CountedAction = ModelCoverage['actions'][number];
type SuiteOfModel = Result<ReadonlyMap<string, SuiteCoverage>, string>;

/** What is counted in the models of one folder, while it is gathered. */
export class FolderCoverage {
  readonly #modules = new Map<string, GatheredModule>();
  /** Actions as TLC counts them, of models whose guards were not counted: one may be several of the specification's. */
  readonly #joined: CountedAction[] = [];
  /** Of each model; they stand where its first action does. */
  readonly #notes: { readonly of: readonly GatheredModule[]; readonly notes: readonly string[] }[] = [];
  readonly #folder: string;
  readonly #allowed: readonly string[];

  constructor(folder: string, allowed: readonly string[]) {
    this.#folder = folder;
    this.#allowed = allowed;
  }

  /** Adds what was counted in one model. `files` has the modules that are no part of the standard library. */
  add(
    report: ModelReport,
    coverage: ModelCoverage,
    files: ReadonlyMap<string, string>,
    suite: SuiteOfModel | undefined,
  ): void {
    const touched = new Set<GatheredModule>();
    const at: ModuleAt = ({ module }) => {
      const file = files.get(module);
      const gathered = file === undefined ? undefined : this.#module(module, file);
      if (gathered) touched.add(gathered);
      return gathered;
    };
    for (const expression of coverage.expressions) at(expression.location)?.addExpression(expression);
    for (const action of coverage.actions) this.#addCounted(action, coverage, at);
    addGuards(coverage, suite, at);
    const { verdict } = report;
    const limits = verdict.kind === 'holds-within' ? verdict.limits.filter(isWhole) : [];
    const model = { isCut: !sawAllStates(verdict), isSplit: coverage.guards?.ok === true, limits };
    for (const gathered of touched) gathered.addModel(model);
    this.#notes.push({ of: [...touched], notes: notesOn(report, coverage, suite) });
  }

  /** An action that TLC counted; the guards tell more of one that is not initial. */
  #addCounted(action: CountedAction, { guards }: ModelCoverage, at: ModuleAt): void {
    const gathered = at(action.location);
    if (action.kind === 'init') gathered?.addAction(asCovered(action));
    else if (gathered && !guards?.ok) this.#joined.push(action);
  }

  /** The modules in the order in which TLC came to them. */
  build(): readonly ModuleCoverage[] {
    const modules = [...this.#modules.values()];
    for (const action of this.#joined) {
      const count = modules.reduce((sum, module) => sum + module.countShownAs(action.name), 0);
      if (count === 0) this.#modules.get(action.location.module)?.addAction(asCovered(action));
      else for (const module of modules) module.addJoined(action.name, action, count > 1);
    }
    for (const { of, notes } of this.#notes) of.find((module) => module.hasActions)?.addNotes(notes);
    const elsewhere = new Set(modules.flatMap((module) => module.namesElsewhere()));
    return modules.map((module) => module.build(elsewhere));
  }

  #module(module: string, file: string): GatheredModule {
    const known = this.#modules.get(module);
    if (known) return known;
    const added = new GatheredModule({ module, folder: this.#folder, file, allowed: this.#allowed });
    this.#modules.set(module, added);
    return added;
  }
}

type ModuleAt = (location: SourceLocation) => GatheredModule | undefined;

function addGuards({ actions, guards }: ModelCoverage, suite: SuiteOfModel | undefined, at: ModuleAt): void {
  if (!guards?.ok) return;
  const all = guards.value.actions;
  for (const { shownAs, ...action } of all) {
    const found = foundAlone(shownAs, all, actions);
    const planned = suite?.ok ? suiteOf(action.name, all, suite.value) : undefined;
    at(action.location)?.addAction(
      { ...action, perhaps: 0, ...(found !== undefined && { found }), ...(planned && { suite: planned }) },
      shownAs,
    );
    for (const part of action.parts) at(part.location)?.addPart(part, action.name);
  }
}

/** What could not be found out about a model. */
function notesOn(
  { task }: ModelReport,
  { guards }: ModelCoverage,
  suite: SuiteOfModel | undefined,
): readonly string[] {
  const unsplit = guards?.ok === false ? [`conjuncts are not counted: ${guards.error}`] : [];
  const notes = [
    ...unsplit,
    ...(guards?.ok ? guards.value.notes : []),
    ...(suite?.ok === false ? [suite.error] : []),
    ...(suite?.ok && isLeftOpen(suite.value) ? [LEFT_OPEN] : []),
  ];
  return notes.map((note) => `${basename(task.config)}: ${note}`);
}

const isLeftOpen = (suite: ReadonlyMap<string, SuiteCoverage>): boolean =>
  [...suite.values()].some(({ planned }) => planned === undefined);

const LEFT_OPEN =
  'how many transitions its suite takes, and how many refusals it tries, depends on what the implementation chooses; replay prints how far that led';

/** An action as TLC alone counts it. */
const asCovered = ({ name, location, distinct, generated }: CountedAction): CoveredAction => ({
  name,
  location,
  taken: generated,
  found: distinct,
  perhaps: 0,
  instances: [],
  parts: [],
});

type OwnAction = { readonly name: string; readonly shownAs: readonly string[] };

/** How many states an action was the first to reach, where TLC counts it alone. */
function foundAlone(
  shownAs: readonly string[],
  all: readonly OwnAction[],
  counted: readonly CountedAction[],
): number | undefined {
  const [name, ...others] = shownAs;
  if (others.length > 0 || all.filter((action) => action.shownAs.includes(name!)).length > 1)
    return undefined;
  return counted
    .filter((action) => action.kind === 'next' && action.name === name)
    .reduce((sum, { distinct }) => sum + distinct, 0);
}

/** Walks know actions by their names alone. */
const suiteOf = (
  name: string,
  all: readonly OwnAction[],
  suite: ReadonlyMap<string, SuiteCoverage>,
): SuiteCoverage | undefined =>
  all.filter((action) => action.name === name).length > 1 ? undefined : suite.get(name);
