import type { Comparison, TlaValue, Trace, TraceChoices, WalkSet } from '../trace/index.ts';

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
  /** No action is possible in the last state. */
  readonly isDeadlock: boolean;
  /** Where a driver cannot know which way the trace goes. */
  readonly choices: TraceChoices;
  /** What a reader of the suite has to know besides, a sentence each. */
  readonly notes: readonly string[];
}

/** Walks through a state graph that become tests. */
export interface SuiteWalksInput {
  readonly set: WalkSet;
  /** What the run of all walks has to show, a sentence each. */
  readonly certificate: readonly string[];
  /** How good the walks are, for the comment above them. */
  readonly shows: string;
}

/** Something that a suite was made from. */
export interface SuiteSource {
  /** What it is, without line ends: a path from the manifest's folder, or a part of the manifest. */
  readonly name: string;
  /** See `contentHash`. */
  readonly hash: string;
}

/** All that a conformance suite is made from. Nothing in it depends on the machine, so that equal inputs give equal bytes. */
export interface SuiteInput {
  readonly name: string;
  /** Import specifier of the module that exports `createDriver`, as seen from the output folder. */
  readonly driverModule: string;
  /** The command that writes the suite again, for a shell in the project's folder. */
  readonly generateCommand: string;
  /** The manifest's folder, or the manifest itself where it is not `manifest.json`, from the output folder. */
  readonly manifest: string;
  /** The folder in which `npx tracewright` works, from the output folder. */
  readonly project: string;
  /** The TLC that made the traces, with its options. */
  readonly madeBy: string;
  readonly sources: readonly SuiteSource[];
  readonly actions: readonly ActionSignature[];
  readonly traces: readonly SuiteTraceInput[];
  readonly walks: readonly SuiteWalksInput[];
  /** Missing where states are compared in full. The walks say it of themselves. */
  readonly comparison?: Comparison;
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
