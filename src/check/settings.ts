import type { Simulation } from '../tlc/index.ts';

/** With what models are checked: the tools, and the options that hold for all models of a run. */
export interface CheckSettings {
  /** The java to run. */
  readonly java: string;
  readonly jar: string;
  readonly jarSha256: string;
  readonly classArchive?: string | undefined;
  /** The jar that starts TLC; see `findLauncher`. */
  readonly launcher?: string | undefined;
  /** Folders and jars with modules. */
  readonly libraries: readonly string[];
  /** TLC's worker threads; 1 gives the same counterexample on every run. */
  readonly workers?: number | 'auto' | undefined;
  readonly fp?: number | undefined;
  readonly seed?: bigint | undefined;
  readonly memoryMegabytes?: number | undefined;
  /** For a model, with all that TLC is asked about it. */
  readonly timeLimitMilliseconds?: number | undefined;
  readonly logFolder?: string | undefined;
  readonly simulate?: Simulation | undefined;
  /** Which counterexamples get the arguments of their actions, which costs two more runs of Java each; default: every. */
  readonly explain?: 'every' | 'unexpected' | 'none' | undefined;
  /** Whether TLC is asked why a property is false, which costs one more run for each counterexample that is explained. */
  readonly why?: boolean | undefined;
  /** In how many states at and near a counterexample TLC is asked what else was possible; default: in none. */
  readonly nearby?: number | undefined;
  /** Whether TLC counts how often it takes each action and evaluates each expression, and what guards come to: twice the time. */
  readonly coverage?: boolean | undefined;
  /** Stops everything. */
  readonly signal?: AbortSignal | undefined;
}

/** The settings for one model, whose time is running. */
export interface ModelSettings extends Omit<CheckSettings, 'timeLimitMilliseconds'> {
  /** When the time is used up, on the clock of `performance.now()`. */
  readonly deadline?: number;
}

/** Lets the time of a model begin. */
export const startClock = ({ timeLimitMilliseconds, ...settings }: CheckSettings): ModelSettings => ({
  ...settings,
  ...(timeLimitMilliseconds !== undefined && { deadline: performance.now() + timeLimitMilliseconds }),
});

/** The time that is left, in milliseconds; undefined without a limit. */
export const timeLeft = ({ deadline }: ModelSettings): number | undefined =>
  deadline === undefined ? undefined : Math.max(0, deadline - performance.now());

/** Said of what was not asked any more. */
export const OUT_OF_TIME = 'the time limit is used up';
