import type { ActionInstance, Argument, SourceLocation } from './action.ts';

/**
 * What TLC says of a part of a property: its value in the state or step that violates the property, that it could not be
 * evaluated there, or, for a part that a temporal operator speaks about, its value in each state. `unknown` was not asked.
 */
export type PartValue =
  | { readonly kind: 'true' }
  | { readonly kind: 'false' }
  /** In TLC's words. */
  | { readonly kind: 'error'; readonly message: string }
  /** Numbers of states (1 is the initial one) or, for an action, of the states that steps begin in. */
  | {
      readonly kind: 'by-state';
      readonly trueIn: readonly number[];
      readonly falseIn: readonly number[];
      readonly errorIn: readonly number[];
    }
  | { readonly kind: 'unknown'; readonly reason: string };

/** A part of a violated property. */
export interface PropertyPart {
  /** As it stands in the specification, on one line and without comments. */
  readonly text: string;
  readonly location?: SourceLocation;
  readonly value: PartValue;
  /** What it is for the part around it, where that is not plain: `if`, `then`, `else`. */
  readonly role?: 'if' | 'then' | 'else';
  /** The elements for which the quantifier around it was evaluated: those that make it fail. */
  readonly witness?: readonly Argument[];
  /** Of a quantifier: how many elements make it fail, where not all of them are shown. */
  readonly witnesses?: number;
  /** Of a relation: its operands with their values, as text; those that are values themselves are left out. */
  readonly sides?: readonly { readonly text: string; readonly value: string }[];
  readonly parts: readonly PropertyPart[];
}

/** A violated property, split into its parts. */
export interface ViolatedProperty {
  readonly name: string;
  /** The state in which it is false (1 is the initial one); missing where the whole behavior decides. */
  readonly state?: number;
  /** Where a step from that state is what makes it false, the state that the step leads to. */
  readonly nextState?: number;
  readonly part: PropertyPart;
}

/** What a fairness condition of the specification comes to in the loop of a counterexample. */
export interface FairnessInLoop {
  readonly kind: 'WF' | 'SF';
  readonly text: string;
  readonly location?: SourceLocation;
  /** The elements of the quantifiers around it. */
  readonly bindings: readonly Argument[];
  /** The states of the loop in which its action is enabled, and those from which it is taken. */
  readonly enabledIn: readonly number[];
  readonly takenIn: readonly number[];
  /** Why TLC could not say it, in its words. */
  readonly unknown?: string;
}

/** An action that is enabled in each state of the loop and never taken. */
export interface IdleAction {
  readonly action: ActionInstance;
  readonly location?: SourceLocation;
  /** The fairness conditions that speak about it, with other actions or instances that satisfy them. */
  readonly fairness: readonly string[];
}

/** How a loop escapes what it would have to reach. */
export interface LoopFacts {
  /** Numbers of its states; 1 is the initial state. */
  readonly states: readonly number[];
  readonly fairness: readonly FairnessInLoop[];
  readonly idle: readonly IdleAction[];
}

/** Why a trace violates what it violates: all values are TLC's. */
export interface Why {
  readonly properties: readonly ViolatedProperty[];
  readonly loop?: LoopFacts;
  /** What could not be found out, a sentence each. */
  readonly notes: readonly string[];
}

/** Whether the condition is satisfied in the loop, and through what. */
export function fairnessVerdict(
  { kind, enabledIn, takenIn }: FairnessInLoop,
  loop: readonly number[],
): 'taken' | 'disabled' | 'violated' {
  if (takenIn.length > 0) return 'taken';
  const isDisabled = kind === 'WF' ? enabledIn.length < loop.length : enabledIn.length === 0;
  return isDisabled ? 'disabled' : 'violated';
}
