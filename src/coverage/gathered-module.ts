import type { PartCoverage, WholeLimit } from '../check/index.ts';
import type { SourceLocation } from '../trace/index.ts';
import {
  stepsElsewhere,
  sumOfSuites,
  type CountedPart,
  type CoveredAction,
  type CoveredExpression,
  type CoveredInstance,
  type CoveredPart,
  type ModuleCoverage,
} from './coverage.ts';

type About = Pick<ModuleCoverage, 'module' | 'folder' | 'file' | 'allowed'>;

/** What is said of a model as a whole. */
interface CountedModel {
  readonly isCut: boolean;
  /** Whether its guards were counted. */
  readonly isSplit: boolean;
  readonly limits: readonly WholeLimit[];
}

interface Draft {
  readonly action: CoveredAction;
  /** The names under which TLC counts it. */
  readonly shownAs: ReadonlySet<string>;
}

/** What is counted in one module, while it is gathered: sums by place. */
export class GatheredModule {
  readonly #actions = new Map<string, Draft>();
  readonly #expressions = new Map<string, CoveredExpression>();
  readonly #parts = new Map<string, CoveredPart>();
  readonly #limits = new Map<string, WholeLimit>();
  readonly #notes: string[] = [];
  readonly #about: About;
  #models = 0;
  #cut = 0;
  #split = 0;

  constructor(about: About) {
    this.#about = about;
  }

  get hasActions(): boolean {
    return this.#actions.size > 0;
  }

  addAction(action: CoveredAction, shownAs: readonly string[] = []): void {
    const { beginLine, beginColumn } = action.location;
    const key = `${action.name} ${beginLine} ${beginColumn}`;
    const before = this.#actions.get(key);
    this.#actions.set(key, {
      action: before ? sumOfActions(before.action, action) : action,
      shownAs: new Set([...(before?.shownAs ?? []), ...shownAs]),
    });
  }

  /** How many actions TLC counts under a name. */
  countShownAs(name: string): number {
    return [...this.#actions.values()].filter(({ shownAs }) => shownAs.has(name)).length;
  }

  /** Adds what TLC counted under a name to each action that it may be. */
  addJoined(
    name: string,
    { generated, distinct }: { readonly generated: number; readonly distinct: number },
    isAmbiguous: boolean,
  ): void {
    for (const [key, draft] of this.#actions) {
      if (!draft.shownAs.has(name)) continue;
      const { found, taken, perhaps } = draft.action;
      const action: CoveredAction = isAmbiguous
        ? { ...draft.action, perhaps: perhaps + generated }
        : {
            ...draft.action,
            taken: taken + generated,
            ...(found !== undefined && { found: found + distinct }),
          };
      this.#actions.set(key, { ...draft, action });
    }
  }

  addExpression({ location, count }: CoveredExpression): void {
    const key = placeKey(location);
    const before = this.#expressions.get(key)?.count ?? 0;
    this.#expressions.set(key, { location, count: before + count });
  }

  addPart(part: PartCoverage, action: string): void {
    const key = partKey(part);
    const before = this.#parts.get(key);
    const actions = [...new Set([...(before?.actions ?? []), action])];
    this.#parts.set(key, { ...(before ? sumOfParts(before, part) : part), actions });
  }

  addModel({ isCut, isSplit, limits }: CountedModel): void {
    this.#models++;
    if (isCut) this.#cut++;
    if (isSplit) this.#split++;
    for (const limit of limits) this.#limits.set(`${limit.kind} ${limit.name}`, limit);
  }

  addNotes(notes: readonly string[]): void {
    this.#notes.push(...notes);
  }

  /** The names of actions that were taken, or may have been, where their conjuncts are not counted. */
  namesElsewhere(): readonly string[] {
    return [...this.#actions.values()].flatMap(({ action }) =>
      stepsElsewhere(action) > 0 ? [action.name] : [],
    );
  }

  /** @param elsewhere What `namesElsewhere` says of all modules. */
  build(elsewhere: ReadonlySet<string>): ModuleCoverage {
    return {
      ...this.#about,
      actions: [...this.#actions.values()]
        .map(({ action }) =>
          elsewhere.has(action.name) ? { ...action, parts: action.parts.map(withElsewhere) } : action,
        )
        .sort(byPlace),
      expressions: [...this.#expressions.values()].sort(byPlace),
      parts: [...this.#parts.values()]
        .map((part) => (part.actions.some((name) => elsewhere.has(name)) ? withElsewhere(part) : part))
        .sort(byPlace),
      models: this.#models,
      cut: this.#cut,
      split: this.#split,
      limits: [...this.#limits.values()],
      notes: this.#notes,
    };
  }
}

const withElsewhere = <T extends PartCoverage>(part: T): T & CountedPart => ({
  ...part,
  happensElsewhere: true,
});

function sumOfActions(a: CoveredAction, b: CoveredAction): CoveredAction {
  const { found: _a, suite: _b, ...known } = a;
  const suite = a.suite && b.suite ? sumOfSuites(a.suite, b.suite) : (a.suite ?? b.suite);
  return {
    ...known,
    taken: a.taken + b.taken,
    perhaps: a.perhaps + b.perhaps,
    ...(a.found !== undefined && b.found !== undefined && { found: a.found + b.found }),
    instances: sumOfInstances(a.instances, b.instances),
    parts: mergedParts(a.parts, b.parts),
    ...(suite && { suite }),
  };
}

function sumOfInstances(
  a: readonly CoveredInstance[],
  b: readonly CoveredInstance[],
): readonly CoveredInstance[] {
  const counts = new Map(a.map(({ name, taken }) => [name, taken]));
  for (const { name, taken } of b) counts.set(name, (counts.get(name) ?? 0) + taken);
  return [...counts].map(([name, taken]) => ({ name, taken }));
}

function mergedParts(a: readonly PartCoverage[], b: readonly PartCoverage[]): readonly PartCoverage[] {
  const parts = new Map(a.map((part) => [partKey(part), part]));
  for (const part of b) {
    const before = parts.get(partKey(part));
    parts.set(partKey(part), before ? sumOfParts(before, part) : part);
  }
  return [...parts.values()];
}

const sumOfParts = (a: PartCoverage, b: PartCoverage): PartCoverage => ({
  ...a,
  passed: a.passed + b.passed,
  refused: a.refused + b.refused,
  failed: a.failed + b.failed,
});

const partKey = ({ kind, location }: PartCoverage): string =>
  `${kind} ${location.module} ${placeKey(location)}`;

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
