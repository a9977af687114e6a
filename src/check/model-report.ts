import type { ModelTask } from '../manifest/index.ts';
import type { ActionCoverage, ExpressionCoverage, Progress, TlcConfig } from '../parser/index.ts';
import type { Result, SourceLocation, Verdict } from '../trace/index.ts';
import type { GuardCoverage } from './coverage/guard-coverage.ts';
import type { KnownAction } from './known-actions.ts';
import { checkedNames } from './checked-names.ts';
import { grade, type Grade } from './grade.ts';

/** What became of one model. */
export interface ModelReport {
  readonly task: ModelTask;
  readonly verdict: Verdict;
  readonly grade: Grade;
  /** What TLC was told to check, by name; empty means that only deadlock was looked for. */
  readonly properties: readonly string[];
  readonly deadlockChecked: boolean;
  readonly warnings: readonly string[];
  /** The module files that TLC read; those of the jar stood in a folder that is gone. */
  readonly moduleFiles: readonly string[];
  readonly tlcVersion?: string;
  /** Missing when TLC was not started. */
  readonly run?: RunFacts;
  /** When TLC gave the verdict, as in ISO 8601; missing when it did so just now. */
  readonly cachedAt?: string;
  /** The trace is as TLC printed it: nobody wanted more. */
  readonly unexplained?: true;
  /** Where the violated property is defined; known when a trace was explained. */
  readonly violatedAt?: SourceLocation;
  /** Variables and actions of the specification; known when a trace was explained. */
  readonly interface?: SpecInterface;
  /** Known where it was asked for, and TLC came to its end. */
  readonly coverage?: ModelCoverage;
}

/** What TLC counted: by action and by expression, of all modules together. */
export interface ModelCoverage {
  readonly actions: readonly ActionCoverage[];
  readonly expressions: readonly ExpressionCoverage[];
  /**
   * What each conjunct of each guard came to, or why that is not known. Asked for where TLC saw all states: it takes another
   * search, which looks for no violation and would not end where that one did.
   */
  readonly guards?: Result<GuardCoverage, string>;
}

/** The run of TLC that gave a verdict. */
export interface RunFacts {
  /** All that TLC wrote; missing when it is no longer there. */
  readonly logFile?: string;
  readonly argv: readonly string[];
  readonly wallMilliseconds: number;
}

/** What a driver of the specification has to know. */
export interface SpecInterface {
  readonly variables: readonly string[];
  readonly actions: readonly KnownAction[];
}

/** Calls while a model is checked. */
export interface CheckWatch {
  readonly onProgress?: (progress: Progress) => void;
}

/** A report with the verdict, its grade, and what the configuration says; without what a run adds. */
export function makeReport(
  task: ModelTask,
  verdict: Verdict,
  config: TlcConfig = { statements: [] },
): ModelReport {
  const deadlock = config.statements.find((statement) => statement.keyword === 'CHECK_DEADLOCK');
  return {
    task,
    verdict,
    grade: grade(verdict, task.expected?.expect),
    properties: Object.values(checkedNames(config)).flat(),
    deadlockChecked: deadlock?.keyword !== 'CHECK_DEADLOCK' || deadlock.enabled,
    warnings: [],
    moduleFiles: [],
  };
}
