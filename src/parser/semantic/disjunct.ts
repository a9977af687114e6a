import type { SourceLocation } from '../../trace/index.ts';
import type { Expression, Substitution, Uid } from './module-structure.ts';

/** A variable bound by a quantifier on the way from Next to a disjunct. */
export interface BoundVariable {
  readonly uid: Uid;
  readonly name: string;
  /** The set it ranges over; where variables are bound as a tuple, the set of tuples. */
  readonly set: Expression;
  /** All variables of the pattern in order, when it is one: `<<x, y>> \in S`. */
  readonly tuple?: readonly Uid[];
}

/** A parameter of a definition with the expression that stands for it. */
export interface ParameterBinding {
  readonly parameter: Uid;
  readonly name: string;
  readonly value: Expression;
}

/**
 * What was entered on the way from Next to a disjunct. All values are in terms of the root module; a LET is listed only
 * when one of its definitions is recursive, so that nothing can replace them. Whoever prints these definitions needs the
 * elements before it.
 */
export type PathElement =
  | { readonly kind: 'bound'; readonly variable: BoundVariable }
  | { readonly kind: 'let'; readonly definitions: readonly Uid[] }
  | { readonly kind: 'parameters'; readonly definition: Uid; readonly bindings: readonly ParameterBinding[] }
  | { readonly kind: 'substitution'; readonly substitutions: readonly Substitution[] };

/**
 * One disjunct of the next-state relation. All its expressions can be read in the root module: parameters of the
 * definitions on the way, operators of LETs and the symbols of instances are replaced by what they stand for, so
 * that only the variables in `bound` are free in them.
 */
export interface NextStateDisjunct {
  /** The name of the innermost definition that was entered on the way; `Action`, as in TLC, when there is none. */
  readonly name: string;
  /** That definition, in the form in which the root module can call it (`M!Op`) where there is one. */
  readonly definition?: Uid;
  /** The name under which the root module can call it; missing for one of a LET. */
  readonly qualifiedName?: string;
  /** Whether the disjunct is the whole body of the definition, so that its arguments describe it. */
  readonly isWholeDefinition: boolean;
  /** The parameters of `definition` with what stands for them at its use; of `C(s)!Op(n)` both. */
  readonly arguments: readonly ParameterBinding[];
  /** Outermost first. */
  readonly path: readonly PathElement[];
  /** The variables of `path`. */
  readonly bound: readonly BoundVariable[];
  readonly location?: SourceLocation;
  readonly expression: Expression;
  /**
   * Name and place in the headers of TLC. TLC goes no deeper than where a set or an argument depends on the state,
   * or where an instance begins: all disjuncts below that point have the same header.
   */
  readonly shownAs: { readonly name: string; readonly location?: SourceLocation };
}
