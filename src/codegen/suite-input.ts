import type { TlaValue, Trace } from '../trace/index.ts';

/** An action of the specification: what a driver must be able to perform. */
export interface ActionSignature {
  readonly name: string;
  readonly parameters: readonly ParameterSignature[];
}

/** A parameter with values that it can take, from which its type is taken; none where no value is known. */
export interface ParameterSignature {
  readonly name: string;
  readonly samples: readonly TlaValue[];
}

/** A behavior that becomes a test. */
export interface SuiteTraceInput {
  /** Unique in the suite; becomes part of a shell command, so letters, digits, `_`, `-` and `.` only. */
  readonly id: string;
  readonly title: string;
  /** What the behavior shows, for the comment above it. */
  readonly shows: string;
  readonly constants: readonly (readonly [name: string, value: TlaValue])[];
  readonly trace: Trace;
}

/** All that a conformance suite is made from. Nothing in it depends on the machine, so that equal inputs give equal bytes. */
export interface SuiteInput {
  readonly name: string;
  /** Import specifier of the module that exports `createDriver`, as seen from the output folder. */
  readonly driverModule: string;
  /** The command that writes the suite again. */
  readonly generateCommand: string;
  /** The command that replays the suite; ` --test <id>` is added for one trace. */
  readonly replayCommand: string;
  /** What the suite was made from, as lines for the header: files with their hashes, TLC's version. */
  readonly provenance: readonly string[];
  /** Variables in the order of their declaration. */
  readonly variables: readonly string[];
  readonly actions: readonly ActionSignature[];
  readonly traces: readonly SuiteTraceInput[];
}

/** A file to write. */
export interface GeneratedFile {
  /** Relative to the output folder. */
  readonly path: string;
  readonly text: string;
}

/** Why no suite can be made. */
export interface SuiteError {
  readonly code:
    'no-traces' | 'unknown-arguments' | 'unknown-action' | 'different-variables' | 'bad-id' | 'duplicate-id';
  readonly message: string;
}
