/** What a model must show where nothing is to be found. */
export type HoldingExpectation =
  | {
      readonly result: 'holds';
      /** Exact counts of a complete search; a difference means that the model is not the one that was reviewed. */
      readonly states?: { readonly distinct?: number; readonly generated?: number };
    }
  | { readonly result: 'holds-within' };

/** What a model must show. `property` is the name as it stands in the cfg file, or `deadlock`, `assumption`, `assertion`. */
export type Expectation =
  | HoldingExpectation
  | { readonly result: 'violated'; readonly property: string }
  /**
   * Each property of the cfg file is judged on its own: those listed are violated, and what `others` says is expected
   * of the rest. Without `others` the list names all of them.
   */
  | {
      readonly result: 'each';
      readonly violated: readonly ExpectedViolation[];
      readonly others?: HoldingExpectation;
    };

/** One of several violations that a model must show. */
export interface ExpectedViolation {
  /** As it stands in the cfg file, or `deadlock`. */
  readonly property: string;
  /** The reason, in a sentence. */
  readonly why: string;
  /** Makes the counterexample a test of the conformance suite, under this title. */
  readonly test?: string;
}

/**
 * What a model is for, where it is no verdict on its design: a `mutant` is the design with a rule removed, which TLC
 * must refute; a `probe` denies a situation that TLC must reach. Both show that what holds does not hold vacuously.
 */
export type ModelRole = 'mutant' | 'probe';

/** When a model is checked: with every change (`pr`), or because it is large only once a day (`nightly`). */
export type Tier = 'pr' | 'nightly';

/** What walks through a state graph reach together. */
export type CoverGoal = 'every transition' | 'every state' | 'every action';

/** What walks reach, or how they are found: as random behaviors, where the graph is too large. */
export type WalkGoal = CoverGoal | 'simulation';

/** How walks are to be found; what is missing is for the finder to choose. */
export interface WalkOptions {
  /** Steps in a walk at most. */
  readonly maxLength?: number;
  /** What it costs to start a walk, in steps. */
  readonly resetPrice?: number;
  /** The cheapest walks, however large the graph is; for every transition only. */
  readonly exact?: true;
  /** The implementation chooses where the model leaves a choice; for every transition only, and for all of them. */
  readonly choices?: 'implementation';
  /** Of a simulation: how many behaviors, how many states each has at most, and where the random choices start. */
  readonly behaviors?: number;
  readonly depth?: number;
  readonly seed?: number;
  /** No refusals are tried: the driver cannot tell them. */
  readonly refusals?: false;
  /** So many percent of the goal are enough: 1 to 99. */
  readonly percent?: number;
  /** Steps of all walks together at most: those walks that reach the most for it. */
  readonly maxSteps?: number;
}

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
  readonly walkOptions?: WalkOptions;
  /** The design that the model is about, where it is not the manifest's `name`: a variant of it. */
  readonly design?: string;
  /** Under which condition the verdict was sought, in a phrase: "copy-on-write filesystem, long-term users". */
  readonly condition?: string;
  readonly role?: ModelRole;
  /** Missing: `pr`. */
  readonly tier?: Tier;
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
  /** Variables that the suite knows nothing of. */
  readonly ignored?: readonly PlacedName[];
  /** Variables whose sequences may have any order. */
  readonly unordered?: readonly PlacedName[];
}

/** A name in a manifest, of something that only a specification tells. */
export interface PlacedName {
  readonly name: string;
  /** 1-based. */
  readonly line: number;
}

/** The lines of a suite's parts in the manifest. */
export interface SuiteLines {
  readonly driver: number;
  readonly output: number;
  /** In the order of the traces. */
  readonly traces: readonly number[];
}

/** The contents of a `manifest.json`: what each model of a folder must show. */
export interface Manifest {
  readonly name: string;
  readonly models: readonly ManifestModel[];
  readonly suite?: ManifestSuite;
  /** Where the parts of "suite" stand, 1-based; no part of the suite, as they say nothing of what is tested. */
  readonly suiteLines?: SuiteLines;
  /** Actions that no model of the folder has to take; any other one that none takes fails a check with `--coverage`. */
  readonly neverTaken?: readonly string[];
}

/** Why models cannot be checked: a mistake in a manifest or with files, with its place. */
export interface ManifestError {
  readonly code: 'unreadable' | 'syntax' | 'field' | 'not-listed' | 'missing-file';
  readonly message: string;
  readonly file: string;
  /** 1-based; missing where it is about the file as a whole, or about one that is not there. */
  readonly line?: number;
}
