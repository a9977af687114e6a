import type { Walk } from '../../trace/index.ts';
import type { ConformanceError } from '../conformance-error.ts';

/** The way to a failure of a walk, the shortest that is known. */
export interface FailingPath extends Walk {
  /** The place of the action that was performed where the model does not allow it, or changed something when refused. */
  readonly refusal?: number;
}

/** Not a field of the error: a test report would print it beside the message. */
const paths = new WeakMap<ConformanceError, FailingPath>();

export const setFailingPath = (error: ConformanceError, path: FailingPath): void =>
  void paths.set(error, path);

/** Undefined for what is no failure on a walk. */
export const failingPathOf = (error: ConformanceError): FailingPath | undefined => paths.get(error);
