import type { PageLink } from '../../view/index.ts';
import type { ModelName } from '../matrix.ts';

/** What the page is to say besides. */
export interface HtmlStyle {
  /** The command that shows what TLC said of a model. */
  readonly commandOf: (model: ModelName) => string;
  /** The command that made the page, and a sentence about how it ended. */
  readonly writtenBy: string;
  readonly summary: string;
  /** The style sheet of the page, as the build made it from `viewer/`. */
  readonly stylesheet: string;
  /** The other pages of a report. */
  readonly links?: readonly PageLink[];
  /** The file beside the page that shows a counterexample of a model step by step. */
  readonly pageOf?: (model: ModelName) => string | undefined;
}
