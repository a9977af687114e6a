import type { Trace } from '../trace/index.ts';

/** What may be said of how a trace is to be shown; every format uses what it can. */
export interface ExportSettings {
  /** What the trace shows, as a heading. */
  readonly title?: string;
  /** The parameters that name actors, such as `u` and `p`; without it they are inferred, see `actorFinder`. */
  readonly actorParameters?: readonly string[];
}

/** A way to write a trace. */
export interface ExportFormat {
  readonly name: string;
  /** Of a file, without the dot: `itf.json`. */
  readonly extension: string;
  readonly description: string;
  /** The text in pieces, so that a long trace need not be held as one string. Total: every trace can be written. */
  readonly write: (trace: Trace, settings: ExportSettings) => Iterable<string>;
}
