import type { TellingOptions, Trace } from '../trace/index.ts';

/** A way to write a trace. */
export interface ExportFormat {
  readonly name: string;
  /** Of a file, without the dot: `itf.json`. */
  readonly extension: string;
  readonly description: string;
  /** The text in pieces, so that a long trace need not be held as one string. Total: every trace can be written. */
  readonly write: (trace: Trace, settings: TellingOptions) => Iterable<string>;
}
