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
  /** Actions that the manifest allows to be never taken. */
  readonly allowed: readonly string[];
  /** How many models TLC counted in, and how many of these it left before it had seen all states. */
  readonly models: number;
  readonly cut: number;
}

/** An action, or the initial predicate. */
export interface CoveredAction {
  readonly name: string;
  /** Of its name in the definition. */
  readonly location: SourceLocation;
  /** How many steps it made; of the initial predicate, how many states. */
  readonly taken: number;
  /** How many states it was the first to reach. */
  readonly found: number;
}

/** An expression, and how often TLC evaluated it. */
export interface CoveredExpression {
  readonly location: SourceLocation;
  readonly count: number;
}

/** The actions of a module that no model ever takes, and none has to. */
export const allowedActions = ({ actions, allowed }: ModuleCoverage): readonly CoveredAction[] =>
  actions.filter(({ name, taken }) => taken === 0 && allowed.includes(name));

/** The actions of a module that no model ever takes, though one should. */
export const neverTaken = ({ actions, allowed }: ModuleCoverage): readonly CoveredAction[] =>
  actions.filter(({ name, taken }) => taken === 0 && !allowed.includes(name));

/** Whether anything follows from an action that is never taken: some model must have seen all of its states. */
export const isJudged = ({ models, cut }: ModuleCoverage): boolean => cut < models;

/** In how many models was counted, as a phrase. */
export const modelsText = ({ models, cut }: ModuleCoverage): string =>
  `counted in ${models} ${models === 1 ? 'model' : 'models'}${cut === 0 ? '' : `, of which ${cut} ended before all states were seen`}`;
