import type { SearchStatistics, SourceLocation, State } from '../../trace/index.ts';
import type { ParseError } from '../parse-error.ts';
import type { StateHeader } from '../state-header.ts';
import type { ToolMessage } from './tool-message.ts';

/** One state of a printed behavior. */
export interface RawState {
  /** TLC's number, from 1. */
  readonly number: number;
  readonly header: StateHeader;
  /** All assigned variables; complete also under `-difftrace`. */
  readonly state: State;
  /** Variables that the action left without a value (`y = null`, message 2109). */
  readonly unassigned: readonly string[];
}

/** How TLC says that the behavior goes on. */
export type RawTraceEnd =
  | { readonly kind: 'finite' }
  | { readonly kind: 'stuttering' }
  /** An action leads from the last state back to the state with TLC's `number`. */
  | { readonly kind: 'backTo'; readonly number: number; readonly header: StateHeader };

/** A behavior as printed. */
export interface RawTrace {
  readonly states: readonly RawState[];
  readonly end: RawTraceEnd;
  /** The index in `TlcOutput.findings` of what the behavior is an example of; missing when nothing was said before it. */
  readonly finding?: number;
}

/** An error that TLC reported: a violation, or a reason why it could not go on. One per outermost message. */
export interface Finding {
  readonly code: number;
  /** The name of an invariant, the names of properties, the unassigned variables; empty where TLC names none. */
  readonly names: readonly string[];
  readonly text: string;
  /** The place that the message names: of a false assumption, a postcondition. */
  readonly location?: SourceLocation;
  /** The innermost nested message, which says why a 1000, 2111 or 2113 was raised. */
  readonly cause?: { readonly code: number; readonly text: string };
  /** The index in `TlcOutput.traces` of the first behavior that was printed for it. */
  readonly trace?: number;
}

/** Totals of one action (2772) or of the initial predicate (2773). The last report of a run counts. */
export interface ActionCoverage {
  readonly name: string;
  readonly kind: 'init' | 'next';
  readonly location: SourceLocation;
  /** States first found by the action. */
  readonly distinct: number;
  /** States that the action produced. */
  readonly generated: number;
}

/** An expression and how often TLC evaluated it (2221, 2775). Once for each action that it is evaluated for. */
export interface ExpressionCoverage {
  readonly location: SourceLocation;
  readonly count: number;
}

/** Numbers of one progress message (2200, 2206, 2209). */
export interface Progress extends SearchStatistics {
  /** Simulation: behaviors so far. */
  readonly traces?: number;
}

/** How TLC searches, from its banner (2187, 2188, 2271). */
export interface SearchMode {
  readonly kind: 'breadth-first' | 'depth-first' | 'simulation';
  readonly fp?: number;
  readonly seed?: string;
  readonly workers?: number;
}

/** A part of the output that could not be read; it is never dropped in silence. */
export interface OutputProblem {
  readonly code: 'state' | 'header' | 'state-number' | 'state-without-trace' | 'unterminated-message';
  readonly message: string;
  /** The text that could not be read. */
  readonly text: string;
  readonly error?: ParseError;
}

/**
 * Everything that a run of TLC said, as typed facts. What they mean for a property is decided by others.
 * Of findings, problems, and lines of SANY the first 1000 are kept.
 */
export interface TlcOutput {
  /** `2.18 of 20 March 2023`, `2026.04.29.000000`. */
  readonly version?: string;
  readonly mode?: SearchMode;
  /** The outermost messages of severity 1 (error), 2 (bug) and 3 (warning), in order, at most `maxMessages`. */
  readonly messages: readonly ToolMessage[];
  readonly droppedMessages: number;
  /** What SANY printed, without `Parsing file` and the like. */
  readonly sanyText: readonly string[];
  /** Module name to the path that SANY names for it. */
  readonly modules: ReadonlyMap<string, string>;
  /** Lines printed by the specification (`PrintT`), and all else outside of messages, at most `maxUserLines`. */
  readonly userOutput: readonly string[];
  readonly droppedUserLines: number;
  /** The first `maxTraces` behaviors. */
  readonly traces: readonly RawTrace[];
  readonly droppedTraces: number;
  readonly findings: readonly Finding[];
  /** Where TLC was in the specification when an evaluation failed (2103, 2147), outermost first. */
  readonly errorStack: readonly SourceLocation[];
  readonly statistics: SearchStatistics;
  /** Simulation: number of behaviors tried. */
  readonly simulatedTraces?: number;
  readonly coverage: readonly ActionCoverage[];
  readonly expressionCoverage: readonly ExpressionCoverage[];
  readonly problems: readonly OutputProblem[];
  /** TLC said that it finished (2186); without it the process was stopped or crashed. */
  readonly finished: boolean;
  /** TLC said "No error has been found" (2193): the search ended, which is not yet a verdict. */
  readonly success2193: boolean;
}

/** Limits and callbacks of a reader; every limit has a default. */
export interface TlcOutputOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** Each line of the specification's own output, also beyond `maxUserLines`. */
  readonly onUserLine?: (line: string) => void;
  readonly maxTraces?: number;
  readonly maxMessages?: number;
  readonly maxUserLines?: number;
}

/** Reads the output of one run piece by piece. */
export interface TlcOutputReader {
  push(chunk: string): void;
  /** What was said up to now; nothing may be pushed afterwards. */
  end(): TlcOutput;
}
