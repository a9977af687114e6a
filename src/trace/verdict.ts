import type { SourceLocation, Trace } from './trace.ts';

/** What a search covered, from TLC's own totals; a field is missing where this run did not report it. */
export interface SearchStatistics {
  readonly generated?: number;
  readonly distinct?: number;
  /** States left on the queue; more than 0 means that the search did not finish. */
  readonly queue?: number;
  readonly depth?: number;
}

/** A reason why "nothing found" is not "holds". */
export type SearchLimit =
  | { readonly kind: 'constraint'; readonly name: string }
  | { readonly kind: 'symmetry'; readonly name: string }
  | { readonly kind: 'view'; readonly name: string }
  | { readonly kind: 'simulation'; readonly traces?: number }
  | { readonly kind: 'states-left-on-queue'; readonly count: number };

/**
 * What was violated. Names are those of the configuration; where TLC prints another or none, found by asking again.
 * `part` and `location` say which part is violated, by its name in the specification or by its place.
 */
export type Violation =
  | { readonly kind: 'invariant'; readonly name: string }
  | { readonly kind: 'action-property'; readonly name: string }
  | {
      readonly kind: 'temporal-property';
      /** Empty when it is not known which. */
      readonly names: readonly string[];
      /** Properties of which it is not known whether they are violated as well. */
      readonly unsettled?: readonly string[];
      readonly part?: string;
      readonly location?: SourceLocation;
    }
  | { readonly kind: 'deadlock' }
  | { readonly kind: 'assumption'; readonly location?: SourceLocation }
  /** `Assert` was FALSE: in an action, or in the invariant or property of that name. */
  | {
      readonly kind: 'assertion';
      readonly message: string;
      readonly name?: string;
      readonly location?: SourceLocation;
    }
  | { readonly kind: 'postcondition'; readonly name: string };

/** A mistake in a specification or its configuration, with its place where TLC or SANY named one. */
export interface SpecError {
  readonly message: string;
  readonly file?: string;
  readonly location?: SourceLocation;
}

/** The one honest answer to "does the model have the property?". */
export type Verdict =
  /** The whole state space was searched. */
  | { readonly kind: 'holds'; readonly statistics: SearchStatistics }
  /** Nothing was found, within the named limits. */
  | {
      readonly kind: 'holds-within';
      readonly limits: readonly SearchLimit[];
      readonly statistics: SearchStatistics;
    }
  | {
      readonly kind: 'violated';
      readonly violation: Violation;
      /** Missing where TLC gives none: a false assumption or postcondition. */
      readonly trace?: Trace;
      readonly statistics: SearchStatistics;
    }
  /** The specification or its configuration is wrong; `trace` leads to the error where there is one. */
  | { readonly kind: 'spec-error'; readonly errors: readonly SpecError[]; readonly trace?: Trace }
  /** TLC or Java failed, or TLC's own signals disagree. */
  | { readonly kind: 'tool-error'; readonly message: string }
  | {
      readonly kind: 'cancelled';
      readonly reason: 'interrupted' | 'time-limit';
      readonly statistics: SearchStatistics;
    };
