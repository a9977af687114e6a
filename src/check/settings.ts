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
  readonly timeLimitMilliseconds?: number | undefined;
  readonly logFolder?: string | undefined;
  readonly simulate?: Simulation | undefined;
  /** Stops everything. */
  readonly signal?: AbortSignal | undefined;
}
