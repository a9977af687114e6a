import type { SourceLocation } from '../../trace/index.ts';
import type { Replacement } from './mutate-text.ts';

/** One small change of a specification. */
export interface Mutation {
  readonly kind:
    'guard dropped' | 'guard negated' | 'update dropped' | 'update added' | 'wrong index' | 'Init weakened';
  /** The action; several, where they share what is changed. */
  readonly actions: readonly string[];
  readonly location: SourceLocation;
  /** The variable whose update is changed, where nothing else depends on that update; missing where that is not known. */
  readonly variable?: string;
  /** A conjunct that is only ever a guard of the actions: it stands in no definition that may be used otherwise. */
  readonly isOnlyGuard?: true;
  /** What is changed, on one line. */
  readonly text: string;
  /** What stands there instead, on one line. */
  readonly becomes: string;
  readonly replacement: Replacement;
}
