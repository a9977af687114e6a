import type { ActionCoverage, ModelCoverage, PartCoverage } from '../check/index.ts';
import type { SourceLocation } from '../trace/index.ts';

/** What the walks of a suite do with an action. */
export interface SuiteCoverage {
  /** Transitions that are walked, each once, of those that the model has. */
  readonly walked: number;
  readonly transitions: number;
  /** Refusals that are tried, over all states that are visited. */
  readonly refused: number;
}

/** A model with what was counted of it. */
export interface CoveredModel {
  /** The configuration, as it is shown. */
  readonly name: string;
  readonly coverage: ModelCoverage;
  /** Actions that need not be taken; missing where nobody asked for coverage. */
  readonly allowed?: readonly string[];
  /** By the names of actions; missing where the model is not walked. */
  readonly suite?: ReadonlyMap<string, SuiteCoverage>;
}

/** What there is to say of a part; nothing of one that did all that it can. */
export type PartFlaw = 'never reached' | 'never true' | 'never false' | 'not evaluated';

/** What a part never did. An update cannot be false. */
export function flawOf({ kind, passed, refused, failed }: PartCoverage): PartFlaw | undefined {
  if (failed > 0) return 'not evaluated';
  if (passed + refused === 0) return 'never reached';
  if (passed === 0) return 'never true';
  return refused === 0 && kind !== 'update' ? 'never false' : undefined;
}

/** The name of an action; a disjunct without a definition of its own has the name of the one around it. */
export const actionPlace = ({ location }: ActionCoverage): string =>
  location === undefined ? '' : placeOf(location);

/** `Spec.tla:12` */
export const placeOf = ({ module, beginLine }: SourceLocation): string => `${module}.tla:${beginLine}`;
