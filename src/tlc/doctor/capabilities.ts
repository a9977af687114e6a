/** What one TLC can do and another cannot. */
export interface Capabilities {
  /** State headers and graph labels have the action's arguments: `Up(1)`, not `Up`. */
  readonly actionArguments: boolean;
  /** `-dumpTrace`: counterexamples as JSON and in other forms. */
  readonly dumpTrace: boolean;
  /** Says which temporal property was violated. */
  readonly namesTemporalProperty: boolean;
  /** `-inv` and `-postCondition`. */
  readonly checksOnCommandLine: boolean;
  /** `ALIAS` and `POSTCONDITION` in configuration files. */
  readonly aliasAndPostcondition: boolean;
}

/**
 * What a TLC of that version can do. Versions were `2.18`, `2.19` and so on until 2026; those that are dates, like
 * `2026.11.22.144059`, can do all of it. Nothing is assumed of an unknown version.
 */
export function capabilitiesOf(version: string | undefined): Capabilities {
  const year = Number(/^(\d{4})\./.exec(version ?? '')?.[1] ?? 0);
  const can = year >= 2026;
  return {
    actionArguments: can,
    dumpTrace: can,
    namesTemporalProperty: can,
    checksOnCommandLine: can,
    aliasAndPostcondition: can,
  };
}

/** The version in TLC's first message: `2.18`, `2026.11.22.144059`. */
export const versionInOutput = (output: string): string | undefined =>
  /^TLC2 Version (\S+)/m.exec(output)?.[1];
