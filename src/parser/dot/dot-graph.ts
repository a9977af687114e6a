import type { TlaValue } from '../../trace/index.ts';
import type { ParseError } from '../parse-error.ts';

/** A state graph as plain columns: states, labels and values are numbered from 0 in the order of the file. */
export interface DotGraph {
  /** In printed order. */
  readonly variables: readonly string[];
  /** For each variable its different values. */
  readonly values: readonly (readonly TlaValue[])[];
  /** One row a state, one column a variable: the number of the value. */
  readonly rows: Uint32Array;
  readonly initial: Uint32Array;
  /** The labels of edges: TLC 2.18 prints an action's name, later builds its arguments too. */
  readonly labels: readonly string[];
  /** For each edge, in the order of the file and as often as it stands there. */
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly edgeLabels: Uint32Array;
}

/** Why a text is no state graph. */
export interface DotGraphError {
  readonly code:
    | 'not-a-state-graph'
    | 'bad-line'
    | 'bad-label'
    | 'other-variables'
    /** Two different states have one fingerprint: TLC took them for one, and so would we. */
    | 'fingerprint-collision'
    /** An edge leads to a state that is not in the file. */
    | 'missing-state'
    | 'cut-off';
  readonly message: string;
  /** 1-based. */
  readonly line: number;
  /** What the value parser said of a label. */
  readonly error?: ParseError;
}

/** An error without its place. */
export type DotLineProblem = Omit<DotGraphError, 'line'>;
