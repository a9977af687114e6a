import { describeLimit, type PartCoverage, type WholeLimit } from '../check/index.ts';
import type { SourceLocation } from '../trace/index.ts';

/** A module of a specification, and what TLC counted in it over all models of its folder. */
export interface ModuleCoverage {
  readonly module: string;
  /** The path of the folder that the models stand in, and of the module's file. */
  readonly folder: string;
  readonly file: string;
  readonly actions: readonly CoveredAction[];
  /** Each place once. */
  readonly expressions: readonly CoveredExpression[];
  /** What actions are made of, as far as it stands in this module; each place once. */
  readonly parts: readonly CoveredPart[];
  /** Actions that the manifest allows to be never taken. */
  readonly allowed: readonly string[];
  /** How many models TLC counted in, and how many of these it left before it had seen all states. */
  readonly models: number;
  readonly cut: number;
  /** In how many of them it also counted what the conjuncts of guards come to. */
  readonly split: number;
  /** What lies beyond these was not looked at. */
  readonly limits: readonly WholeLimit[];
  /** What could not be found out. */
  readonly notes: readonly string[];
}

/** An action, or the initial predicate. */
export interface CoveredAction {
  readonly name: string;
  /** Of its definition. */
  readonly location: SourceLocation;
  /** How many steps it made; of the initial predicate, how many states. */
  readonly taken: number;
  /** How many states it was the first to reach; missing where TLC counts that together with other actions. */
  readonly found?: number;
  /** Steps of models without counted guards that were made by this or another action: TLC counts those together. */
  readonly perhaps: number;
  /** Steps by instance, `Write(v = 1)`, as far as they are told apart. */
  readonly instances: readonly CoveredInstance[];
  /** Its guard and its updates, in the order of the specification. */
  readonly parts: readonly CountedPart[];
  /** Missing where no model of the folder has walks. */
  readonly suite?: SuiteCoverage;
}

/** An action with its parameters. */
export interface CoveredInstance {
  readonly name: string;
  readonly taken: number;
}

/** A part of an action, over the models in which conjuncts are counted. */
export interface CountedPart extends PartCoverage {
  /** Models in which they are not counted take the action too: what is not seen here may happen there. */
  readonly happensElsewhere?: true;
}

/** A part with the actions that have it. */
export interface CoveredPart extends CountedPart {
  readonly actions: readonly string[];
}

/** What the walks of the committed suites plan for an action. What a run came to, its certificate says. */
export interface SuiteCoverage {
  /** Transitions on the walks, each once; missing where the implementation chooses its way. */
  readonly planned?: number;
  /** Those that the suites know of, planned or not. */
  readonly transitions: number;
  /** Refusals to be tried, over all states on the walks; missing where the implementation chooses its way. */
  readonly refusals?: number;
}

/** What two suites plan together, which is not known where one of them leaves it open. */
export function sumOfSuites(a: SuiteCoverage, b: SuiteCoverage): SuiteCoverage {
  const isPlanned = isPlannedIn(a) && isPlannedIn(b);
  return {
    transitions: a.transitions + b.transitions,
    ...(isPlanned && { planned: a.planned + b.planned, refusals: a.refusals + b.refusals }),
  };
}

const isPlannedIn = (suite: SuiteCoverage): suite is Required<SuiteCoverage> => suite.planned !== undefined;

/** An expression, and how often TLC evaluated it. */
export interface CoveredExpression {
  readonly location: SourceLocation;
  readonly count: number;
}

/** The actions of a module that no model ever takes, and none has to. */
export const allowedActions = ({ actions, allowed }: ModuleCoverage): readonly CoveredAction[] =>
  actions.filter(({ name, taken }) => taken === 0 && allowed.includes(name));

/** The actions of a module that no model is known to take, though one should. */
export const neverTaken = ({ actions, allowed }: ModuleCoverage): readonly CoveredAction[] =>
  actions.filter(({ name, taken }) => taken === 0 && !allowed.includes(name));

/**
 * Whether anything follows from an action that was not seen to be taken: some model must have seen all of its states, and no
 * other may have taken it unseen.
 */
export const isJudged = ({ models, cut }: ModuleCoverage, { perhaps }: CoveredAction): boolean =>
  cut < models && perhaps === 0;

/** What there is to say of a part; nothing of one that did all that it can. */
export type PartFlaw = 'never reached' | 'never true' | 'never false' | 'not evaluated';

/** What a part never did. An update cannot be false. */
export function flawOf(part: CountedPart): PartFlaw | undefined {
  const { kind, passed, refused, failed, happensElsewhere } = part;
  if (failed > 0) return 'not evaluated';
  if (happensElsewhere && passed === 0) return undefined;
  if (passed + refused === 0) return 'never reached';
  if (passed === 0) return 'never true';
  return refused === 0 && kind !== 'update' ? 'never false' : undefined;
}

/** How many steps the action made, or may have made, where conjuncts and instances are not counted. */
export const stepsElsewhere = ({ taken, perhaps, instances }: CoveredAction): number =>
  taken + perhaps - instances.reduce((sum, instance) => sum + instance.taken, 0);

/** Instances that are never taken, of an action that is; none where not all steps are counted by instance. */
export const idleInstances = (action: CoveredAction): readonly CoveredInstance[] =>
  action.taken === 0 || stepsElsewhere(action) > 0 ? [] : action.instances.filter(({ taken }) => taken === 0);

/** In how many models was counted, as a phrase. */
export function modelsText({ models, cut, split, limits }: ModuleCoverage): string {
  const within = limits.map((limit) => `within ${describeLimit(limit)}`);
  return [
    `counted in ${models} ${models === 1 ? 'model' : 'models'}`,
    ...(cut === 0 ? [] : [`of which ${cut} ended before all states were seen`]),
    ...(split === models ? [] : [`conjuncts in ${split === 0 ? 'none' : split}`]),
    ...within,
  ].join(', ');
}
