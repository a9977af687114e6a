import type { Fibre } from './announce.ts';
import type { SharedCells } from './cells.ts';
import type { StepWatcher } from './step-watch.ts';

/** One thread of control of a program. */
export interface FibreProgram {
  /** Unique in the program; failures are reported under it. */
  readonly name: string;
  /**
   * What it does, one operation after the other. Nothing but the shared cells may pass from one operation to the next,
   * so that "between two operations" is one local state.
   */
  readonly operations: readonly (() => Fibre<unknown>)[];
  /** A servant such as a device: the program is at its end without it, and it may sleep for ever. */
  readonly isDaemon?: boolean;
}

/** A small concurrent program that can be run again and again from the same first state. */
export interface Program {
  /** The memory, in its first state; an exploration puts it back there before each run, and at its end. */
  readonly cells: SharedCells;
  /** 1 to `MOST_FIBRES`. */
  readonly fibres: readonly FibreProgram[];
  /** Looked at after each step: says what is wrong, or undefined. Must change nothing. */
  readonly wrongNow?: () => string | undefined;
  /** Looked at when all fibres but daemons have ended: says what is wrong, or undefined. Must change nothing. */
  readonly wrongAtEnd?: () => string | undefined;
  /** Told of the steps of each run; what it finds wrong is a failure. */
  readonly watcher?: StepWatcher;
  /** The name of a word, for messages. */
  readonly nameOfWord?: (word: number) => string;
  /**
   * Word numbers, ascending, at which regions of plain data begin: the search takes the words of a region for one, so
   * that a page is one location. Words before the first stand for themselves.
   */
  readonly regions?: readonly number[];
}

/** So many fibres can be told apart in one word of choices. */
export const MOST_FIBRES = 10;

/** What can go wrong in a run. */
export type FailureKind =
  /** A fibre threw. */
  | 'exception'
  /** `wrongNow` or `wrongAtEnd` said so. */
  | 'assertion'
  /** The watcher said so. */
  | 'model'
  /** All fibres that are left sleep, and nobody can wake them. */
  | 'deadlock'
  /** Fibres take turns, but none of them ends an operation. */
  | 'livelock'
  /** Others end operations, but this one gets nowhere although its turn comes. */
  | 'starvation'
  /** Two plain accesses to one word, one of them a write, that nothing orders; reported only where races are forbidden. */
  | 'race';

/** What went wrong. */
export interface Failure {
  readonly kind: FailureKind;
  readonly message: string;
}
