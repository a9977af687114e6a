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

/** What was violated. `name` is the name that TLC prints; where TLC prints none, the one we found by asking again. */
export type Violation =
  | { readonly kind: 'invariant'; readonly name: string }
  | { readonly kind: 'action-property'; readonly name: string }
  | { readonly kind: 'temporal-property'; readonly names: readonly string[] }
  | { readonly kind: 'deadlock' }
  | { readonly kind: 'assumption'; readonly location: string }
  | { readonly kind: 'assertion'; readonly message: string }
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
