import type { Walk } from '../../trace/index.ts';
import type { ConformanceError } from '../conformance-error.ts';

/** The way to a failure of a walk, the shortest that is known. */
export interface FailingPath extends Walk {
  /** What went wrong where the model does not allow an action. */
  readonly refusal?: FailedRefusal;
}

/** An action that should have been refused. */
export interface FailedRefusal {
  /** Its place in the set. */
  readonly action: number;
  /** It was performed, or refused and yet the state changed, or it was not answered at all. */
  readonly was: 'performed' | 'changed' | 'not answered';
}

/** Not a field of the error: a test report would print it beside the message. */
const paths = new WeakMap<ConformanceError, FailingPath>();

export const setFailingPath = (error: ConformanceError, path: FailingPath): void =>
  void paths.set(error, path);

/** Undefined for what is no failure on a walk. */
export const failingPathOf = (error: ConformanceError): FailingPath | undefined => paths.get(error);
