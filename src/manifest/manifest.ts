/** What a model must show. `property` is the name as it stands in the cfg file, or `deadlock`, `assumption`, `assertion`. */
export type Expectation =
  | {
      readonly result: 'holds';
      /** Exact counts of a complete search; a difference means that the model is not the one that was reviewed. */
      readonly states?: { readonly distinct?: number; readonly generated?: number };
    }
  | { readonly result: 'holds-within' }
  | { readonly result: 'violated'; readonly property: string };

/** What walks through a state graph reach together. */
export type WalkGoal = 'every transition' | 'every state' | 'every action';

/** One model: a module, a configuration of it, and what TLC has to say of them. */
export interface ManifestModel {
  /** Module name; its file is `<module>.tla` in the manifest's folder. */
  readonly module: string;
  /** File name of the configuration, in the manifest's folder. */
  readonly config: string;
  readonly expect: Expectation;
  /** The reason for an expected violation, in a sentence. */
  readonly why?: string;
  /** Makes the model's counterexample a test of the conformance suite, under this title. */
  readonly test?: string;
  /** Makes walks through the model's state graph tests of the conformance suite, until they have reached this goal. */
  readonly walk?: WalkGoal;
  /** Line of the entry in the manifest file, 1-based. */
  readonly line: number;
  /** Line of the expected property, where there is one. */
  readonly propertyLine?: number;
}

/** Where the conformance suite of a design goes, and what it drives. Paths are relative to the manifest's folder. */
export interface ManifestSuite {
  /** Module that exports `createDriver`. */
  readonly driver: string;
  /** Folder that `tracewright generate` owns and rewrites. */
  readonly output: string;
  /** Saved traces that become tests too, whatever TLC finds today; their configurations stand beside the manifest. */
  readonly traces: readonly string[];
}

/** The contents of a `manifest.json`: what each model of a folder must show. */
export interface Manifest {
  readonly name: string;
  readonly models: readonly ManifestModel[];
  readonly suite?: ManifestSuite;
}

/** Why models cannot be checked: a mistake in a manifest or with files, with its place. */
export interface ManifestError {
  readonly code: 'unreadable' | 'syntax' | 'field' | 'not-listed' | 'missing-file';
  readonly message: string;
  readonly file: string;
  /** 1-based; missing where it is about the file as a whole, or about one that is not there. */
  readonly line?: number;
}
