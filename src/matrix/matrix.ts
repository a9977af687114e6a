import type { SearchLimit, SearchStatistics, Trace } from '../trace/index.ts';

/** Designs compared by properties: every cell is what runs of TLC said. */
export interface Matrix {
  /** Designs that are judged by the same properties share a table. */
  readonly tables: readonly MatrixTable[];
}

export interface MatrixTable {
  readonly designs: readonly Design[];
  readonly rows: readonly Row[];
}

/** A design, with the runs that show that what holds of it does not hold vacuously. */
export interface Design {
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
  readonly mutants: readonly Control[];
  readonly probes: readonly Control[];
  /** Models without a verdict that can be said of no property: their configuration could not be read, for example. */
  readonly failures: readonly Evidence[];
}

/** A mutant that TLC must refute, or a situation that it must reach. */
export interface Control {
  /** What had to be violated. */
  readonly property: string;
  readonly evidence: Evidence;
}

/** A property with its cell for each design of the table. */
export interface Row {
  /** The name as it stands in the cfg files, or `deadlock`. */
  readonly property: string;
  readonly cells: readonly Cell[];
}

/**
 * `missed`: the manifest says otherwise. `mixed`: it holds under one condition, and is violated under another.
 * `undecided`: a run that should have told did not. `none`: no run asked.
 */
export type CellStatus = 'holds' | 'holds-within' | 'violated' | 'mixed' | 'undecided' | 'missed' | 'none';

export interface Cell {
  readonly status: CellStatus;
  readonly evidence: readonly Evidence[];
}

/** What one run of TLC says of one property. */
export interface Evidence {
  readonly outcome: 'holds' | 'holds-within' | 'violated' | 'undecided';
  readonly model: ModelName;
  /** The limits of the search, where it was not complete. */
  readonly limits: readonly SearchLimit[];
  /** Under which condition, from the manifest. */
  readonly condition?: string;
  /** The reason for an expected violation, from the manifest. */
  readonly why?: string;
  readonly statistics: SearchStatistics;
  /** How long TLC took, when it ran. */
  readonly milliseconds?: number;
  /** When that was, if the verdict is from the cache. */
  readonly cachedAt?: string;
  readonly trace?: Trace;
  /** Why it is not what the manifest says, or why there is no verdict. */
  readonly problem?: string;
  /** Whether the expectation is missed: a verdict that is merely open is not. */
  readonly missed: boolean;
}

/** A model by its files, and the property, where it was asked for alone. */
export interface ModelName {
  /** Absolute. */
  readonly folder: string;
  readonly module: string;
  /** Absolute. */
  readonly config: string;
  readonly only?: readonly string[];
}
